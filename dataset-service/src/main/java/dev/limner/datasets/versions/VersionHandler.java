package dev.limner.datasets.versions;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.limner.contracts.Topics;
import dev.limner.contracts.messages.DatasetEvent;
import dev.limner.contracts.messages.DatasetEvent.Progressed;
import dev.limner.contracts.problems.Problem;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.datasets.imports.AbandonedException;
import dev.limner.datasets.imports.Pulse;
import dev.limner.jobs.Announcement;
import dev.limner.jobs.CancelWishedException;
import dev.limner.jobs.Claim;
import dev.limner.jobs.Job;
import dev.limner.jobs.JobHandler;
import dev.limner.store.StoreUnavailableException;

/**
 * What the jobs on versions have in common: each does all its work and then ends with one event, in one transaction; killed
 * at any point it is begun anew; while the bucket is away it waits; a cancel takes effect between two pictures.
 */
abstract class VersionHandler implements JobHandler {
    private static final Logger LOG = LoggerFactory.getLogger(VersionHandler.class);

    private final Clock clock;
    private final BiConsumer<Job, Progressed> progress;

    /**
     * @param progress publishes how far a job is; best effort
     */
    VersionHandler(Clock clock, BiConsumer<Job, Progressed> progress) {
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * Does the job, but for the last act.
     *
     * @return shows what was done, in one short write, and tells of it; may be called again where PostgreSQL went away
     * @throws ProblemException   to fail it with that problem
     * @throws AbandonedException by way of the pulse
     */
    abstract Supplier<DatasetEvent> work(Claim claim, Pulse pulse) throws IOException;

    /** What else is to be told when the job is cancelled while it is worked on. */
    List<Announcement> whenCancelled(Job job) {
        return List.of();
    }

    /** Changes rows of the handler's own in the transaction that ends the job. */
    void ended(Handle handle, Job job) {}

    final Clock clock() {
        return clock;
    }

    @Override
    public final void run(Claim claim) throws IOException {
        Pulse pulse = new Pulse(claim, clock, event -> progress.accept(claim.job(), event));
        try {
            attempt(claim, pulse);
        } catch (AbandonedException | CancelWishedException e) {
            if (!claim.cancelWished() || claim.lost()) {
                LOG.info("{}: another claim will begin it anew", e.getMessage());
                return;
            }
            List<Announcement> events = new ArrayList<>(whenCancelled(claim.job()));
            events.addAll(cancelled(claim.job()));
            claim.cancelled(events, handle -> ended(handle, claim.job()));
        }
    }

    private void attempt(Claim claim, Pulse pulse) throws IOException {
        boolean waited = false;
        while (true) {
            try {
                Supplier<DatasetEvent> last = work(claim, pulse);
                claim.succeed(() -> List.of(announcement(last.get())),
                        handle -> ended(handle, claim.job()));
                return;
            } catch (ProblemException e) {
                LOG.info("the {} {} fails: {}", claim.job().kind(), claim.job().id(), e.getMessage());
                claim.fail(failed(claim.job(), e.problem()), handle -> ended(handle, claim.job()));
                return;
            } catch (StoreUnavailableException e) {
                if (!waited) {
                    LOG.warn("the {} {} waits for the bucket: {}", claim.job().kind(), claim.job().id(),
                            e.getMessage());
                }
                waited = true;
                pulse.rest();
            }
        }
    }

    @Override
    public final List<Announcement> failed(Job job, Problem problem) {
        return List.of(announcement(new DatasetEvent.Failed(job.id(), job.subject(), problem)));
    }

    @Override
    public final List<Announcement> cancelled(Job job) {
        return List.of(announcement(new DatasetEvent.Cancelled(job.id(), job.subject())));
    }

    private static Announcement announcement(DatasetEvent event) {
        return new Announcement(Topics.DATASET_EVENTS, event.dataset(), (Record) event);
    }
}
