package dev.limner.jobs;

/**
 * A cancel was recorded before this end was, and wins. Nothing was changed; a {@link JobWorker} that sees this exception
 * ends the job as cancelled.
 */
public final class CancelWishedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CancelWishedException(String job, JobMove move) {
        super("job %s is to be cancelled: %s came too late".formatted(job, move));
    }
}
