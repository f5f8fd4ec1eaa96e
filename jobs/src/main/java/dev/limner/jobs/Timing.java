package dev.limner.jobs;

import java.time.Duration;

/**
 * How long everything takes.
 *
 * @param lease        how long a claim holds without a heartbeat: 4 heartbeats
 * @param heartbeat    between two heartbeats of a running job
 * @param poll         between two looks at the tables where no notification came
 * @param firstRetry   before the second attempt; doubled for each further one
 * @param longestRetry at most this before another attempt
 * @param attempts     after so many attempts without getting further a job fails
 * @param shutdown     how long {@link JobWorker#close} waits for its handlers to save and return
 * @param publishing   how long the relay waits for the acknowledgements of one batch
 * @param keptSent     how long sent outbox rows are kept
 * @param keptControls how long control commands are remembered: longer than their topic keeps them
 */
public record Timing(Duration lease, Duration heartbeat, Duration poll, Duration firstRetry, Duration longestRetry,
        int attempts, Duration shutdown, Duration publishing, Duration keptSent, Duration keptControls) {

    /** What the services run with: heartbeats every 5 s, dead after 4 missed, a look every second, 5 attempts. */
    public static Timing standard() {
        return new Timing(Duration.ofSeconds(20), Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofSeconds(2),
                Duration.ofMinutes(5), 5, Duration.ofSeconds(60), Duration.ofSeconds(45), Duration.ofDays(7),
                Duration.ofDays(30));
    }

    /** The pause after an attempt (1 for the first) that failed. */
    Duration pauseAfter(int attempt) {
        int doublings = Math.min(Math.max(attempt - 1, 0), 30);
        Duration pause = firstRetry.multipliedBy(1L << doublings);
        return pause.compareTo(longestRetry) < 0 ? pause : longestRetry;
    }
}
