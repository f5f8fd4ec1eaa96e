package dev.limner.cli.stack;

import java.time.Duration;
import java.util.Locale;

/** Time since it was made. */
public final class Stopwatch {
    private final long began = System.nanoTime();

    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** Seconds, as in {@code 2.1 s}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f s", elapsed().toMillis() / 1000.0);
    }
}
