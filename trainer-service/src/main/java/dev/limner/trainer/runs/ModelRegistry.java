package dev.limner.trainer.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jdbi.v3.core.Handle;

import dev.limner.contracts.Topics;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.messages.ModelEvent;
import dev.limner.contracts.names.ModelReference;
import dev.limner.jobs.Announcement;
import dev.limner.jobs.Jobs;
import dev.limner.store.checkpoints.CheckpointManifest;

/**
 * The truth of the registry: the tables {@code checkpoint} and {@code alias}, each key with its revision. What changes
 * here is written in one transaction with the {@code limner.models} events that tell of it (key
 * {@code model/checkpoint}, {@code model@alias}).
 *
 * <p>A change is decided on what was read before its transaction; should an alias have moved in between, the transaction
 * is refused and nothing is written. Checkpoints never change: each has revision 1.
 */
final class ModelRegistry {
    private static final long FIRST_REVISION = 1;

    private final Jobs jobs;

    ModelRegistry(Jobs jobs) {
        this.jobs = jobs;
    }

    /** Events and the rows they tell of, to be written together. */
    record Change(List<Announcement> events, Consumer<Handle> rows) {}

    /** What an alias names now. */
    private record Holder(String checkpoint, long revision, Latest.Place place) {}

    /**
     * A checkpoint of a run that goes on: it is published, and {@code latest} moves to it, and {@code best} to the run's
     * best, where {@link Latest} says so.
     *
     * @param number of its run
     */
    Change publish(CheckpointManifest checkpoint, long number) {
        List<Announcement> events = new ArrayList<>();
        ModelEvent.CheckpointPublished published = new ModelEvent.CheckpointPublished(checkpoint.model(),
                checkpoint.checkpoint(), FIRST_REVISION, checkpoint.run(), checkpoint.family(), checkpoint.preset(),
                checkpoint.dataset(), checkpoint.images(), checkpoint.key(), checkpoint.digest(), checkpoint.width(),
                checkpoint.height(), checkpoint.colour(), checkpoint.classes());
        events.add(new Announcement(Topics.MODELS, published.subject(), published));
        Change moved = aliases(checkpoint, new Latest.Place(number, false, checkpoint.images(), checkpoint.epoch()));
        events.addAll(moved.events());
        return new Change(events, handle -> {
            insert(handle, checkpoint);
            moved.rows().accept(handle);
        });
    }

    /** A checkpoint that only its own run needs, to be resumed: nobody is told, no alias moves to it. */
    Change keep(CheckpointManifest checkpoint) {
        return new Change(List.of(), handle -> insert(handle, checkpoint));
    }

    /**
     * A run's last checkpoint, once the run has succeeded: {@code latest} moves to it, and {@code best} to the run's best,
     * where {@link Latest} says so.
     */
    Change finish(CheckpointManifest checkpoint, long number) {
        return aliases(checkpoint, new Latest.Place(number, true, checkpoint.images(), checkpoint.epoch()));
    }

    private Change aliases(CheckpointManifest newest, Latest.Place place) {
        List<ModelEvent.AliasMoved> moves = new ArrayList<>();
        moved(newest.model(), ModelReference.LATEST, newest.checkpoint(), now -> Latest.moves(now, place))
                .ifPresent(moves::add);
        best(newest).flatMap(best -> moved(newest.model(), ModelReference.BEST, best.checkpoint(),
                now -> Latest.runMoves(now, place))).ifPresent(moves::add);
        return new Change(
                moves.stream().map(move -> new Announcement(Topics.MODELS, move.subject(), move)).toList(),
                handle -> moves.forEach(move -> move(handle, move)));
    }

    private Optional<Best.Measured> best(CheckpointManifest newest) {
        List<Best.Measured> all = new ArrayList<>(
                jobs.inTransaction(handle -> Best.measured(handle, newest.run(), false)));
        if (all.stream().noneMatch(each -> each.checkpoint().equals(newest.checkpoint()))) {
            all.add(0, new Best.Measured(newest.checkpoint(), newest.metrics(), newest.metricsProtocol()));
        }
        return Best.of(all);
    }

    /** The move of an alias to a checkpoint; empty where it names that already, or may not. */
    private Optional<ModelEvent.AliasMoved> moved(String model, String alias, String checkpoint,
            Predicate<Latest.Place> may) {
        Optional<Holder> holder = holder(model, alias);
        boolean named = holder.map(Holder::checkpoint).filter(checkpoint::equals).isPresent();
        if (named || !may.test(holder.map(Holder::place).orElse(null))) {
            return Optional.empty();
        }
        long revision = holder.map(Holder::revision).orElse(0L) + 1;
        return Optional.of(new ModelEvent.AliasMoved(model, alias, revision, checkpoint));
    }

    private Optional<Holder> holder(String model, String alias) {
        return jobs.inTransaction(handle -> handle.createQuery("""
                SELECT alias.checkpoint, alias.revision, run.number, run.finished, checkpoint.images, checkpoint.epoch
                FROM alias JOIN checkpoint USING (model, checkpoint) JOIN run ON run.id = checkpoint.run
                WHERE alias.model = :model AND alias.alias = :alias""")
                .bind("model", model).bind("alias", alias)
                .map((row, context) -> new Holder(row.getString("checkpoint"), row.getLong("revision"),
                        new Latest.Place(row.getLong("number"), row.getBoolean("finished"), row.getLong("images"),
                                row.getLong("epoch"))))
                .findOne());
    }

    private static void insert(Handle handle, CheckpointManifest checkpoint) {
        handle.createUpdate("""
                INSERT INTO checkpoint (model, checkpoint, revision, run, epoch, images, manifest, digest, metrics,
                                        metrics_protocol)
                VALUES (:model, :checkpoint, :revision, :run, :epoch, :images, :manifest, :digest,
                        CAST(:metrics AS jsonb), :protocol)""")
                .bind("model", checkpoint.model()).bind("checkpoint", checkpoint.checkpoint())
                .bind("revision", FIRST_REVISION).bind("run", checkpoint.run()).bind("epoch", checkpoint.epoch())
                .bind("images", checkpoint.images()).bind("manifest", checkpoint.key())
                .bind("digest", checkpoint.digest())
                .bind("metrics", Json.MAPPER.valueToTree(checkpoint.metrics()).toString())
                .bind("protocol", checkpoint.metricsProtocol()).execute();
    }

    private static void move(Handle handle, ModelEvent.AliasMoved moved) {
        int rows = handle.createUpdate("""
                INSERT INTO alias (model, alias, revision, checkpoint)
                VALUES (:model, :alias, :revision, :checkpoint)
                ON CONFLICT (model, alias) DO UPDATE SET revision = excluded.revision, checkpoint = excluded.checkpoint
                WHERE alias.revision = excluded.revision - 1""")
                .bind("model", moved.model()).bind("alias", moved.alias()).bind("revision", moved.revision())
                .bind("checkpoint", moved.checkpoint()).execute();
        if (rows != 1) {
            throw new IllegalStateException("%s has moved in between: revision %d of it is taken".formatted(
                    moved.subject(), moved.revision()));
        }
    }
}
