package dev.limner.models;

import java.time.Duration;
import java.util.SortedMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import dev.limner.contracts.names.Budget;

/** How much of a budget is spent, and how long the rest will take. */
final class Watch {
    private final Budget budget;
    private final LongSupplier nanoTime;
    private Duration before = Duration.ZERO;
    private long start;
    private long imagesAtStart;

    /** @param budget in images or time */
    Watch(Budget budget, LongSupplier nanoTime) {
        this.budget = budget;
        this.nanoTime = nanoTime;
    }

    /** Time that was spent by attempts before this one. */
    void restore(Duration spent) {
        before = spent;
    }

    /** Begins to count. */
    void start(long images) {
        start = nanoTime.getAsLong();
        imagesAtStart = images;
    }

    /**
     * Does something that is not counted to the time that is spent: evaluation. (Checkpoints are counted: a run needs them,
     * and how long they take decides nothing but where a budget of time ends.)
     */
    <T> T uncounted(Supplier<T> work) {
        long began = nanoTime.getAsLong();
        try {
            return work.get();
        } finally {
            start += nanoTime.getAsLong() - began;
        }
    }

    boolean spent(long images) {
        return budget.inImages() ? images >= budget.images() : trained().compareTo(budget.time()) >= 0;
    }

    /** Wall-clock time spent, over all attempts. */
    Duration trained() {
        return before.plusNanos(nanoTime.getAsLong() - start);
    }

    Progress progress(long step, long images, SortedMap<String, Double> losses, double gradientNorm) {
        Duration trained = trained();
        double perSecond = (images - imagesAtStart) / Math.max(seconds(trained.minus(before)), 1e-9);
        double remaining = budget.inImages()
                ? Math.max(budget.images() - images, 0) / perSecond
                : Math.max(seconds(budget.time().minus(trained)), 0);
        long inAll = budget.inImages() ? budget.images() : images + Math.round(remaining * perSecond);
        return new Progress(step, images, inAll, trained, Duration.ofMillis(Math.round(remaining * 1000)), losses,
                gradientNorm);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
