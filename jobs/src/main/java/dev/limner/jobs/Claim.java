package dev.limner.jobs;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One worker's hold on one job, of one epoch.
 *
 * <p>The rule it exists for is fencing: whatever is written through a claim is written only if the row still has the
 * claim's epoch and is running, in the transaction that locks the row. Epochs give the safety, leases and clocks only
 * decide when a job is taken to be nobody's. A write whose commit went unanswered is repeated without being doubled: each
 * write counts the row's revision up, so that the second try sees the first.
 *
 * <p>While PostgreSQL is away, writes wait for it.
 */
public final class Claim {
    private static final Logger LOG = LoggerFactory.getLogger(Claim.class);
    private static final Consumer<Handle> NO_ROWS = handle -> {};
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(50);
    private static final Duration LAST_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final Jobs jobs;
    private final Job job;
    private long sequence;
    private long revision;
    private int attempts;
    private volatile boolean cancelWished;
    private volatile boolean stopWished;
    private volatile boolean lost;
    private volatile boolean shuttingDown;
    private volatile boolean ended;

    Claim(Jobs jobs, JobTable.Row row) {
        this.jobs = jobs;
        this.job = row.job();
        this.sequence = row.sequence();
        this.revision = row.revision();
        this.attempts = job.attempts();
        this.cancelWished = job.cancelWished();
        this.stopWished = job.stopWished();
    }

    /** The job as it was when it was claimed. */
    public Job job() {
        return job;
    }

    /** The claim's epoch, 1 for a job's first: part of the key of every object that is not content-addressed. */
    public long epoch() {
        return job.epoch();
    }

    /** Whether the job is to be cancelled, as of the last heartbeat or notification. */
    public boolean cancelWished() {
        return cancelWished;
    }

    /** Whether the job is to be paused, as of the last heartbeat or notification. */
    public boolean stopWished() {
        return stopWished;
    }

    /** Whether the job is another claim's by now, or has ended: the worker must stop and change nothing. */
    public boolean lost() {
        return lost;
    }

    /** Whether this process is going down: save what is worth saving and return. */
    public boolean shuttingDown() {
        return shuttingDown;
    }

    /** Whether one of the ends below, or a release, has been recorded through this claim. */
    public boolean ended() {
        return ended;
    }

    /**
     * Prolongs the lease and looks for wishes. Called by {@link JobWorker} for its claims.
     *
     * @return whether the job is still this claim's
     */
    public boolean heartbeat() {
        if (ended || lost) {
            return false;
        }
        jobs.inTransaction(handle -> JobTable.heartbeat(handle, job.id(), epoch(), jobs.timing().lease()))
                .ifPresentOrElse(this::look, () -> lost = !ended);
        return !lost;
    }

    /** Looks for wishes without prolonging the lease. */
    void look() {
        if (!ended && !lost) {
            jobs.inTransaction(handle -> JobTable.find(handle, job.id(), false))
                    .filter(row -> row.job().epoch() == epoch() && row.job().state() == JobState.RUNNING)
                    .ifPresentOrElse(this::look, () -> lost = !ended);
        }
    }

    private void look(JobTable.Row row) {
        cancelWished = row.job().cancelWished();
        stopWished = row.job().stopWished();
    }

    void shutDown() {
        shuttingDown = true;
    }

    /**
     * Records events of a job that goes on, with rows of the service's own in the same transaction.
     *
     * @param rows writes those rows; may be called again where a transaction was rolled back
     * @throws LostClaimException where the job is no longer this claim's; nothing was written
     */
    public void append(List<Announcement> events, Consumer<Handle> rows) {
        write(null, events, rows, attempts, Duration.ZERO, job.lastError());
    }

    /**
     * Like {@link #append}, where the job has got further for good (a checkpoint it will go on from): its attempts are
     * counted from here.
     */
    public void advance(List<Announcement> events, Consumer<Handle> rows) {
        write(null, events, rows, 1, Duration.ZERO, null);
    }

    /**
     * Ends the job: done.
     *
     * @throws LostClaimException     where the job is no longer this claim's; nothing was written
     * @throws CancelWishedException  where a cancel was recorded before; nothing was written
     * @throws IllegalMoveException   where this claim has ended already
     */
    public void succeed(List<Announcement> events, Consumer<Handle> rows) {
        write(JobMove.SUCCEED, events, rows, attempts, Duration.ZERO, null);
    }

    /**
     * Ends the job as {@link #succeed(List, Consumer)} does, with a last act that shows what was done: it happens while the
     * row is locked and after the look for a cancel, so that a cancel comes either before it or too late, never in
     * between. It must be short, since whoever signals the job waits for it, and may be repeated where PostgreSQL goes away
     * meanwhile.
     *
     * @param act shows it, and returns the events that tell of it; what it throws ends nothing
     */
    public void succeed(Supplier<List<Announcement>> act) {
        succeed(act, NO_ROWS);
    }

    /** As {@link #succeed(Supplier)}, with rows of the service's own in the same transaction. */
    public void succeed(Supplier<List<Announcement>> act, Consumer<Handle> rows) {
        write(JobMove.SUCCEED, act, rows, attempts, Duration.ZERO, null);
    }

    /** Ends the job: it cannot be done. Throws as {@link #succeed} does. */
    public void fail(List<Announcement> events, Consumer<Handle> rows) {
        write(JobMove.FAIL, events, rows, attempts, Duration.ZERO, job.lastError());
    }

    /** Ends the job: it is no longer wanted. Throws as {@link #succeed} does, but for the cancel. */
    public void cancelled(List<Announcement> events, Consumer<Handle> rows) {
        write(JobMove.CANCEL, events, rows, attempts, Duration.ZERO, job.lastError());
    }

    /**
     * Pauses the job. Where a resume came in between, that wins: the rows are written, the events are not, and the job
     * is accepted again. Throws as {@link #succeed} does.
     */
    public void stopped(List<Announcement> events, Consumer<Handle> rows) {
        write(JobMove.STOP, events, rows, 0, Duration.ZERO, null);
    }

    /** Gives the job back at once, this attempt not counted. Throws {@link LostClaimException}. */
    public void release() {
        write(JobMove.RELEASE, List.of(), NO_ROWS, Math.max(0, attempts - 1), Duration.ZERO, job.lastError());
    }

    /** Gives the job back to be tried again after a pause that grows with the attempts. */
    public void retryLater(Throwable reason) {
        write(JobMove.RELEASE, List.of(), NO_ROWS, attempts, jobs.timing().pauseAfter(attempts), reason.toString());
    }

    /** The attempts so far, this one included, since the job last got further for good. */
    synchronized int attempts() {
        return attempts;
    }

    private void write(JobMove move, List<Announcement> events, Consumer<Handle> rows, int newAttempts, Duration pause,
            String error) {
        write(move, () -> events, rows, newAttempts, pause, error);
    }

    private synchronized void write(JobMove move, Supplier<List<Announcement>> act, Consumer<Handle> rows,
            int newAttempts, Duration pause, String error) {
        if (ended) {
            throw new LostClaimException(job.id(), epoch(), "already given up by this claim");
        }
        AtomicInteger announced = new AtomicInteger();
        patiently(move == JobMove.RELEASE, () -> jobs.inTransaction(handle -> {
            JobTable.Row row = JobTable.find(handle, job.id(), true).orElse(null);
            if (row != null && row.job().epoch() == epoch() && row.revision() == revision + 1) {
                return null; // the commit of an earlier try, whose answer was lost
            }
            fence(row, move);
            boolean resumed = move == JobMove.STOP && !row.job().stopWished();
            List<Announcement> events = act.get();
            announced.set(events.size());
            List<Announcement> told = resumed ? List.of() : events;
            JobState next = move == null
                    ? JobState.RUNNING
                    : row.job().state().after(
                            resumed ? JobMove.RELEASE : move);
            rows.accept(handle);
            jobs.outbox().add(handle, job.id(), epoch(), sequence, told);
            JobTable.write(handle, job.id(), next, newAttempts, pause, error, sequence + told.size());
            if (next == JobState.ACCEPTED) {
                Wakeups.tell(handle, Wakeups.job(job.kind()));
            }
            return null;
        }));
        revision++;
        sequence += announced.get();
        attempts = newAttempts;
        ended = move != null;
    }

    private void fence(JobTable.Row row, JobMove move) {
        if (row == null || row.job().epoch() != epoch() || row.job().state() != JobState.RUNNING) {
            lost = true;
            throw new LostClaimException(job.id(), epoch(), row == null
                    ? "gone"
                    : "%s at epoch %d".formatted(row.job().state().text(), row.job().epoch()));
        }
        boolean end = move == JobMove.SUCCEED || move == JobMove.FAIL || move == JobMove.STOP;
        if (end && row.job().cancelWished()) {
            cancelWished = true;
            throw new CancelWishedException(job.id(), move);
        }
    }

    /** Repeats a transaction while PostgreSQL is away; a release, which its lease replaces, only for a moment. */
    private void patiently(boolean release, Runnable transaction) {
        boolean waited = false;
        long giveUpAt = release && shuttingDown ? System.nanoTime() + LAST_WAIT.toNanos() : 0;
        for (Duration wait = SHORTEST_WAIT;; wait = wait.compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : wait) {
            try {
                transaction.run();
                if (waited) {
                    LOG.info("job {} has been written: PostgreSQL is back", job.id());
                }
                return;
            } catch (RuntimeException e) {
                if (!DatabaseFaults.passing(e)) {
                    throw e;
                }
                if (!waited) {
                    LOG.warn("job {} waits to be written: {}", job.id(), DatabaseFaults.reason(e));
                }
                waited = true;
                if (giveUpAt != 0 && System.nanoTime() - giveUpAt > 0) {
                    throw e;
                }
                pause(wait, e);
            }
        }
    }

    private static void pause(Duration wait, RuntimeException reason) {
        try {
            Thread.sleep(wait.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            reason.addSuppressed(e);
            throw reason;
        }
    }
}
