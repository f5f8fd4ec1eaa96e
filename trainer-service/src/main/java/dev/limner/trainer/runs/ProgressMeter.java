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

    private final RunPlan plan;
    private final Clock clock;
    private final SortedMap<String, Double> sums = new TreeMap<>();
    private Instant since;
    private long sinceImages;
    private int steps;

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
        Instant now = clock.instant();
        Duration passed = Duration.between(since, now);
        if (passed.compareTo(PERIOD) < 0) {
            return Optional.empty();
        }
        int reported = steps;
        SortedMap<String, Double> losses = new TreeMap<>();
        sums.forEach((name, sum) -> losses.put(name, sum / reported));
        double rate = (progress.images() - sinceImages) * 1000.0 / passed.toMillis();
        double norm = progress.gradientNorm();
        sums.clear();
        steps = 0;
        since = now;
        sinceImages = progress.images();
        return Optional.of(new TrainingEvent.Progressed(plan.run(), plan.model(), progress.images(),
                progress.budgetImages(), losses, rate, progress.remaining().toMillis() / 1000.0,
                Double.isFinite(norm) ? norm : Double.MAX_VALUE));
    }
}
