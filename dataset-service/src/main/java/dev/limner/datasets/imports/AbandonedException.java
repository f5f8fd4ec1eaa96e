package dev.limner.datasets.imports;

/** The job is not to go on: cancelled, taken over by another worker, or this process is going down. */
public final class AbandonedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AbandonedException(String job) {
        super("the job %s is not to go on here".formatted(job));
    }
}
