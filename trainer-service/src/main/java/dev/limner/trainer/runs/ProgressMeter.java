package dev.limner.trainer.runs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.limner.contracts.messages.TrainingEvent;
import dev.limner.models.Progress;

/**
 * Turns what happens after every step into at most one report a second. A gradient's norm beyond all numbers is told as the
 * largest there is, since JSON has no infinity. For one thread.
 */
final class ProgressMeter {
    private static final Duration PERIOD = Duration.ofSeconds(1);
    /** Seconds; so that a rate is a number also where no time has passed. */
    private static final double SHORTEST = 1e-6;

    private final RunPlan plan;
    private final Clock clock;
    private final SortedMap<String, Double> sums = new TreeMap<>();
    private Instant since;
    private long sinceImages;
    private int steps;
    private Progress newest;

    /**
     * @param images seen when training begins or goes on
     */
    ProgressMeter(RunPlan plan, long images, Clock clock) {
        this.plan = plan;
        this.clock = clock;
        this.since = clock.instant();
        this.sinceImages = images;
    }

    /** Takes in a step; gives the report that is due with it, if one is. */
    Optional<TrainingEvent.Progressed> after(Progress progress) {
        progress.losses().forEach((name, loss) -> sums.merge(name, loss, Double::sum));
        steps++;
        newest = progress;
        return Duration.between(since, clock.instant()).compareTo(PERIOD) < 0 ? Optional.empty() : rest();
    }

    /** The report of what came after the last one, due or not; empty where nothing did. */
    Optional<TrainingEvent.Progressed> rest() {
        if (steps == 0) {
            return Optional.empty();
        }
        int reported = steps;
        SortedMap<String, Double> losses = new TreeMap<>();
        sums.forEach((name, sum) -> losses.put(name, sum / reported));
        Instant now = clock.instant();
        double passed = Math.max(Duration.between(since, now).toNanos() / 1e9, SHORTEST);
        double rate = (newest.images() - sinceImages) / passed;
        double norm = newest.gradientNorm();
        sums.clear();
        steps = 0;
        since = now;
        sinceImages = newest.images();
        return Optional.of(new TrainingEvent.Progressed(plan.run(), plan.model(), newest.images(),
                newest.budgetImages(), losses, rate, newest.remaining().toMillis() / 1000.0,
                Double.isFinite(norm) ? norm : Double.MAX_VALUE));
    }

    /** Begins to count time anew: what went by since the last report was not spent training. */
    void skip() {
        since = clock.instant();
    }
}
