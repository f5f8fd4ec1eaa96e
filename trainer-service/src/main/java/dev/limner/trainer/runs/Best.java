package dev.limner.trainer.runs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import org.jdbi.v3.core.Handle;

import com.fasterxml.jackson.core.type.TypeReference;

import dev.limner.contracts.messages.Json;

/**
 * Which checkpoint of a run is its best: by the Fréchet distance of its samples where that was measured, else by the loss
 * on held-out pictures; the lowest wins, and of equals the newer. What was measured by another protocol than the newest is
 * not compared with it.
 */
final class Best {
    private static final TypeReference<Map<String, Double>> METRICS = new TypeReference<>() {
    };
    private static final String DISTANCE = "fid";
    private static final String HELD_OUT = "heldOut.";
    private static final String TOTAL = HELD_OUT + "loss";

    private Best() {}

    /**
     * A checkpoint with its measures.
     *
     * @param protocol how they were taken
     */
    record Measured(String checkpoint, Map<String, Double> metrics, String protocol) {}

    /**
     * The best of a run.
     *
     * @param all its checkpoints, the newest first
     * @return empty where nothing was measured that says which is better
     */
    static Optional<Measured> of(List<Measured> all) {
        return measure(all, name -> name.equals(DISTANCE) || name.endsWith("." + DISTANCE))
                .or(() -> measure(all, TOTAL::equals))
                .or(() -> measure(all, name -> name.startsWith(HELD_OUT)))
                .flatMap(measure -> lowest(all, measure));
    }

    /** The one measure of that kind which the newest measured checkpoint has; empty where it has several. */
    private static Optional<String> measure(List<Measured> all, Predicate<String> kind) {
        List<String> names = all.stream().map(each -> each.metrics().keySet().stream().filter(kind).toList())
                .filter(found -> !found.isEmpty()).findFirst().orElse(List.of());
        return names.size() == 1 ? Optional.of(names.get(0)) : Optional.empty();
    }

    private static Optional<Measured> lowest(List<Measured> all, String measure) {
        List<Measured> measured = all.stream().filter(each -> each.metrics().containsKey(measure)).toList();
        String protocol = measured.get(0).protocol();
        return measured.stream().filter(each -> each.protocol().equals(protocol))
                .min(Comparator.comparingDouble(each -> each.metrics().get(measure)));
    }

    /**
     * A run's checkpoints with their measures, the newest first.
     *
     * @param locked whether the rows stay as they are until the transaction's end
     */
    static List<Measured> measured(Handle handle, String run, boolean locked) {
        return handle.createQuery("""
                SELECT checkpoint, CAST(metrics AS text) AS metrics, metrics_protocol FROM checkpoint WHERE run = :run
                ORDER BY images DESC, epoch DESC""" + (locked ? " FOR UPDATE" : "")).bind("run", run)
                .map((row, context) -> new Measured(row.getString("checkpoint"),
                        Json.MAPPER.convertValue(Json.object(row.getString("metrics").getBytes(UTF_8)), METRICS),
                        row.getString("metrics_protocol")))
                .list();
    }
}
