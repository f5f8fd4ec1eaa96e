package dev.limner.jobs;

/**
 * The job is no longer this claim's: another worker has a higher epoch, or the job has ended. Nothing was changed; the
 * worker has to drop what it is doing.
 */
public final class LostClaimException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LostClaimException(String job, long epoch, String found) {
        super("job %s is lost to the claim of epoch %d: it is %s".formatted(job, epoch, found));
    }
}
