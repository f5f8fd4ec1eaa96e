package dev.limner.gateway.jobs;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import jakarta.inject.Singleton;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

import dev.limner.contracts.api.JobView;
import dev.limner.contracts.api.Page;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.gateway.lists.Cursor;
import dev.limner.gateway.lists.Slice;

/**
 * The jobs' part of the read model. An event's whole effect (the job's row and what else it tells) is one transaction;
 * the row is held while {@link KnownJob#after} decides, so that several gateways may read the same topics.
 */
@Singleton
public class JobProjection {
    private final Jdbi jdbi;

    public JobProjection(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Applies an event; again is as good as once.
     *
     * @param alongside what else the event tells, written in the same transaction, also where it does not move the job;
     *                  must itself be harmless to repeat
     * @return the job as it is now known
     */
    public KnownJob apply(JobEvent event, Consumer<Handle> alongside) {
        return jdbi.inTransaction(handle -> {
            alongside.accept(handle);
            return merge(handle, event);
        });
    }

    /** The job, if anything is known of it. */
    public Optional<KnownJob> find(String id) {
        return jdbi.withHandle(handle -> JobTable.find(handle, id));
    }

    /**
     * The job of this kind.
     *
     * @throws ProblemException (unknown job)
     */
    public KnownJob require(Kind kind, String id) {
        return find(id).filter(job -> job.kind() == kind)
                .orElseThrow(() -> new ProblemException(ProblemType.UNKNOWN_JOB,
                        "there is no %s '%s'".formatted(kind.word(), id)));
    }

    /** Newest first, without the bytes of pictures in results. */
    public Page<JobView> list(JobFilter filter, Slice slice) {
        List<KnownJob> jobs = jdbi.withHandle(handle -> JobTable.list(handle, filter, slice));
        return slice.page(jobs, job -> new Cursor(job.createdAt(), job.id()), job -> job.withoutPictures().view());
    }

    private static KnownJob merge(Handle handle, JobEvent event) {
        Optional<KnownJob> known = JobTable.lock(handle, event.job());
        if (known.isEmpty()) {
            KnownJob first = KnownJob.heardOf(event);
            if (JobTable.add(handle, first)) {
                return first;
            }
            known = JobTable.lock(handle, event.job());
        }
        KnownJob before = known.orElseThrow();
        KnownJob after = before.after(event);
        if (after != before) {
            JobTable.replace(handle, after);
        }
        return after;
    }
}
