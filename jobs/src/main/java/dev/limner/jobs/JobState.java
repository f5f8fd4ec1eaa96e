package dev.limner.jobs;

import java.util.Locale;

/**
 * Where a job is. The moves that there are, and no others:
 *
 * <pre>
 *              CLAIM     SUCCEED     FAIL     CANCEL      STOP      RESUME     RELEASE
 * accepted     running   -           -        cancelled   stopped   -          -
 * running      running   succeeded   failed   cancelled   stopped   -          accepted
 * stopped      -         -           -        cancelled   -         accepted   -
 * succeeded, failed, cancelled: none, they are terminal
 * </pre>
 *
 * <p>{@code running} is claimed again only once its lease has run out; each claim has an epoch of its own.
 */
public enum JobState {
    ACCEPTED,
    RUNNING,
    STOPPED,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    /**
     * The state after a move.
     *
     * @throws IllegalMoveException naming the state and the move
     */
    public JobState after(JobMove move) {
        JobState next = switch (this) {
            case ACCEPTED -> switch (move) {
                case CLAIM -> RUNNING;
                case CANCEL -> CANCELLED;
                case STOP -> STOPPED;
                case SUCCEED, FAIL, RESUME, RELEASE -> null;
            };
            case RUNNING -> switch (move) {
                case CLAIM -> RUNNING;
                case SUCCEED -> SUCCEEDED;
                case FAIL -> FAILED;
                case CANCEL -> CANCELLED;
                case STOP -> STOPPED;
                case RELEASE -> ACCEPTED;
                case RESUME -> null;
            };
            case STOPPED -> switch (move) {
                case CANCEL -> CANCELLED;
                case RESUME -> ACCEPTED;
                case CLAIM, SUCCEED, FAIL, STOP, RELEASE -> null;
            };
            case SUCCEEDED, FAILED, CANCELLED -> null;
        };
        if (next == null) {
            throw new IllegalMoveException(this, move);
        }
        return next;
    }

    /** Whether nothing more will happen to the job. */
    public boolean terminal() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }

    /** The name as it is stored and shown, {@code accepted}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static JobState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
