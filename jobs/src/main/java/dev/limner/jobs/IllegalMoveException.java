package dev.limner.jobs;

/** A move that a job's state does not allow; the message names both. */
public final class IllegalMoveException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    IllegalMoveException(JobState state, JobMove move) {
        super("%s is no move of a job that is %s".formatted(move, state));
    }
}
