package dev.limner.gateway.generations;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;

import dev.limner.gateway.jobs.JobEvent;
import dev.limner.gateway.jobs.JobProjection;
import dev.limner.gateway.jobs.KnownJob;

/**
 * Requests that wait for their generation. A waiter is there before its command is published, so no result can pass it
 * by. It is told only once the job's row has the result, so that whoever was answered finds the same in a GET.
 *
 * <p>A result comes by two ways, of which the first counts: this gateway's follower, which sees every topic whole, and
 * its channel, which shares the partitions with the other gateways.
 */
public final class Waiters {
    private static final Logger LOG = Logger.getLogger(Waiters.class);

    private final Map<String, Set<CompletableFuture<KnownJob>>> waiting = new ConcurrentHashMap<>();
    private final JobProjection jobs;
    private final Executor workers;

    /** @param workers write rows: what the follower tells must not hold it up */
    public Waiters(JobProjection jobs, Executor workers) {
        this.jobs = jobs;
        this.workers = workers;
    }

    /** Begins to wait for a job; completes once it has ended. To be {@link #forget forgotten} in any case. */
    public CompletableFuture<KnownJob> await(String job) {
        CompletableFuture<KnownJob> waiter = new CompletableFuture<>();
        waiting.compute(job, (id, waiters) -> {
            Set<CompletableFuture<KnownJob>> all = waiters == null ? ConcurrentHashMap.newKeySet() : waiters;
            all.add(waiter);
            return all;
        });
        return waiter;
    }

    /** Ends waiting. */
    public void forget(String job, CompletableFuture<KnownJob> waiter) {
        waiting.computeIfPresent(job, (id, waiters) -> {
            waiters.remove(waiter);
            return waiters.isEmpty() ? null : waiters;
        });
    }

    /** An event has been seen on its topic; its row may not be there yet. Returns at once. */
    public void seen(JobEvent event) {
        if (waiting.containsKey(event.job())) {
            workers.execute(() -> write(event));
        }
    }

    /** A job's row has been written. */
    public void written(KnownJob job) {
        Set<CompletableFuture<KnownJob>> waiters = job.view().ended() ? waiting.remove(job.id()) : null;
        if (waiters != null) {
            waiters.forEach(waiter -> waiter.complete(job));
        }
    }

    private void write(JobEvent event) {
        try {
            written(jobs.apply(event, handle -> {}));
        } catch (JdbiException e) {
            LOG.warnf("Job %s: its result waits for its row: %s", event.job(), e.getMessage());
        }
    }
}
