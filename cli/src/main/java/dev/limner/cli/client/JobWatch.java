package dev.limner.cli.client;

import java.time.Duration;
import java.util.function.Consumer;

import dev.limner.contracts.api.JobView;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;

/** Waits for a job's end and tells how far it is. A gateway that is away for a moment is waited for. */
public final class JobWatch {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(400);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final LimnerClient client;
    private final Consumer<JobView> listener;

    /** @param listener is shown the job at every look */
    public JobWatch(LimnerClient client, Consumer<JobView> listener) {
        this.client = client;
        this.listener = listener;
    }

    /**
     * Waits until the job has ended, or, as only a training run can, is stopped.
     *
     * @throws ProblemException (unknown job), or (unavailable) where the gateway stays away
     */
    public JobView untilItEnds(String id) throws InterruptedException {
        long seen = System.nanoTime();
        while (true) {
            try {
                JobView job = client.job(id);
                seen = System.nanoTime();
                listener.accept(job);
                if (job.ended() || job.state().equals("stopped")) {
                    return job;
                }
            } catch (UnreachableException e) {
                if (System.nanoTime() - seen > PATIENCE.toNanos()) {
                    throw e;
                }
            } catch (ProblemException e) {
                boolean passing = e.problem().type().equals(ProblemType.UNAVAILABLE.uri());
                if (!passing || System.nanoTime() - seen > PATIENCE.toNanos()) {
                    throw e;
                }
            }
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        }
    }
}
