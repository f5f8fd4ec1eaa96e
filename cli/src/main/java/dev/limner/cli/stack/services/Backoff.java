package dev.limner.cli.stack.services;

import java.time.Duration;

/**
 * How long to wait before a process that died is started again: half a second, then twice as long each time, up to 15
 * seconds; from the beginning again once one has lived for a minute.
 */
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final Duration GOOD_LIFE = Duration.ofMinutes(1);

    private Duration next = FIRST;

    /** The wait before the next start. */
    synchronized Duration afterLifeOf(Duration lived) {
        if (lived.compareTo(GOOD_LIFE) >= 0) {
            next = FIRST;
        }
        Duration wait = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return wait;
    }
}
