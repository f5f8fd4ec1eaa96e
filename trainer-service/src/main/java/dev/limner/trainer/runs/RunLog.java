package dev.limner.trainer.runs;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.limner.contracts.messages.TrainingEvent;
import dev.limner.models.optimisers.LearningRate;
import dev.limner.models.settings.TrainingSettings;
import dev.limner.models.settings.Values;
import dev.limner.store.ObjectStore;
import dev.limner.store.tensorboard.EventFile;
import dev.limner.store.tensorboard.EventLog;

/**
 * What TensorBoard shows of a claim's run: a file from each checkpoint to the next (the rule is {@link EventFile}'s), and
 * one of what came after the last, however the run ends. Tags: {@code loss/…}, {@code training/…}, {@code heldOut/…}
 * and other measures of checkpoints, and the grids. For one thread.
 */
final class RunLog {
    /** Reports of one file; where there are more, every other one is left out. */
    private static final int REPORTS = 1_000;

    private final ObjectStore objects;
    private final RunPlan plan;
    private final long epoch;
    private final LearningRate rate;
    private final Clock clock;
    private final List<Report> reports = new ArrayList<>();
    private Instant begun;
    private long from;

    private record Report(Instant time, TrainingEvent.Progressed progress) {}

    /**
     * @param images seen where training begins or goes on
     */
    RunLog(ObjectStore objects, RunPlan plan, long epoch, long images, Clock clock) {
        this.objects = objects;
        this.plan = plan;
        this.epoch = epoch;
        this.rate = TrainingSettings.of(new Values(plan.settings())).rate();
        this.clock = clock;
        this.begun = clock.instant();
        this.from = images;
    }

    /** Takes in a report, to be written with the next checkpoint. */
    void reported(TrainingEvent.Progressed progress) {
        reports.add(new Report(clock.instant(), progress));
        if (reports.size() > REPORTS) {
            for (int i = reports.size() - 2; i >= 0; i -= 2) {
                reports.remove(i);
            }
        }
    }

    /** What has been reported since the last checkpoint, and what there is to show of this one. May be repeated. */
    void checkpointed(long images, Map<String, Double> metrics, List<Grids.Grid> grids) {
        if (images > from) {
            write(images, metrics, grids);
        }
    }

    /** The reports that no checkpoint came after. */
    void ended() {
        if (!reports.isEmpty()) {
            write(reports.get(reports.size() - 1).progress().images(), Map.of(), List.of());
        }
    }

    private void write(long to, Map<String, Double> metrics, List<Grids.Grid> grids) {
        EventLog log = new EventLog(begun, from);
        reports.forEach(report -> log.scalars(report.time(), report.progress().images(), numbers(report.progress())));
        Instant now = clock.instant();
        if (!metrics.isEmpty()) {
            SortedMap<String, Double> measures = new TreeMap<>();
            metrics.forEach((name, value) -> measures.put(name.replaceFirst("\\.", "/"), value));
            log.scalars(now, to, measures);
        }
        grids.forEach(grid -> log.picture(now, to, grid.kind(), grid.png()));
        objects.put(new EventFile(plan.model(), plan.run(), epoch, from, to).key(), log.toBytes());
        reports.clear();
        begun = now;
        from = to;
    }

    private SortedMap<String, Double> numbers(TrainingEvent.Progressed progress) {
        SortedMap<String, Double> numbers = new TreeMap<>();
        progress.losses().forEach((name, loss) -> numbers.put("loss/" + name, loss));
        numbers.put("training/imagesPerSecond", progress.imagesPerSecond());
        numbers.put("training/gradientNorm", progress.gradientNorm());
        numbers.put("training/learningRate", rate.at(progress.images()));
        return numbers;
    }
}
