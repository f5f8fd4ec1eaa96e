package dev.limner.jobs;

import java.time.Instant;

/**
 * A job as its row has it.
 *
 * @param id           the job's id, chosen by who sent the command
 * @param kind         which workers take it, {@code training-run}
 * @param subject      what it is about: a model's or a dataset's name
 * @param body         the command as it was submitted, JSON
 * @param state        where it is
 * @param epoch        claims so far; 0 before the first
 * @param attempts     claims since it last got further for good (see {@link Claim#advance}), released ones not counted
 * @param cancelWished whether somebody wants it ended
 * @param stopWished   whether somebody wants it paused
 * @param lastError    why the last attempt ended without an end; null where none did
 * @param createdAt    when it was submitted, by PostgreSQL's clock
 * @param updatedAt    when its row last changed, heartbeats not counted, by PostgreSQL's clock
 */
public record Job(String id, String kind, String subject, byte[] body, JobState state, long epoch, int attempts,
        boolean cancelWished, boolean stopWished, String lastError, Instant createdAt, Instant updatedAt) {

    /** This job in another state. */
    Job in(JobState other) {
        return new Job(id, kind, subject, body, other, epoch, attempts, cancelWished, stopWished, lastError, createdAt,
                updatedAt);
    }
}
