package dev.limner.jobs;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.limner.contracts.problems.Problem;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;

/**
 * Claims jobs of one kind and has them done, a few at once; keeps their leases; brings wishes to them; records how they
 * end. Woken by notifications, and looking at the table every second in any case.
 *
 * <p>While PostgreSQL is away it says so once and waits. On {@link #close} its handlers are asked to save and return, and
 * their jobs are given back for another worker to go on with.
 */
public final class JobWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JobWorker.class);
    private static final Consumer<Handle> NO_ROWS = handle -> {};
    private static final Duration LAST_WAIT = Duration.ofSeconds(2);

    private final Jobs jobs;
    private final String kind;
    private final String worker;
    private final JobHandler handler;
    private final Semaphore slots;
    private final Semaphore wake = new Semaphore(0);
    private final Consumer<String> listener = this::woken;
    private final Map<String, Claim> running = new ConcurrentHashMap<>();
    private final Thread dispatcher;
    private final ExecutorService handlers;
    private final ScheduledExecutorService heart;
    private volatile boolean closing;
    private boolean away;
    private boolean heartAway;
    private long nextHeartbeat = System.nanoTime();

    /**
     * @param worker      this process, for people to read, {@code trainer-service@host}
     * @param concurrency how many jobs at once, at least 1
     */
    public JobWorker(Jobs jobs, String kind, String worker, int concurrency, JobHandler handler) {
        this.jobs = jobs;
        this.kind = kind;
        this.worker = worker;
        this.handler = handler;
        this.slots = new Semaphore(concurrency);
        this.dispatcher = daemon(this::dispatch, "limner-%s-claims".formatted(kind));
        this.handlers = Executors.newFixedThreadPool(concurrency,
                task -> daemon(task, "limner-%s".formatted(kind)));
        this.heart = Executors.newSingleThreadScheduledExecutor(
                task -> daemon(task, "limner-%s-heartbeats".formatted(kind)));
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Begins to claim, from threads of its own. */
    public void start() {
        jobs.wakeups().add(listener);
        long poll = jobs.timing().poll().toMillis();
        heart.scheduleWithFixedDelay(this::beat, poll, poll, TimeUnit.MILLISECONDS);
        dispatcher.start();
    }

    /** Claims nothing more, asks the handlers to return, and waits for them, at most the time that is set for it. */
    @Override
    public void close() {
        closing = true;
        wake.release();
        running.values().forEach(Claim::shutDown);
        try {
            dispatcher.join(jobs.timing().shutdown().toMillis());
            handlers.shutdown();
            if (!handlers.awaitTermination(jobs.timing().shutdown().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("jobs {} did not return in {}: another worker takes them once their leases have run out",
                        running.keySet(), jobs.timing().shutdown());
                handlers.shutdownNow();
                handlers.awaitTermination(LAST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            handlers.shutdownNow();
            Thread.currentThread().interrupt();
        } finally {
            heart.shutdownNow();
            jobs.wakeups().remove(listener);
        }
    }

    private void woken(String what) {
        if (what.equals(Wakeups.ANYTHING) || what.equals(Wakeups.job(kind))) {
            wake.release();
        }
        if (!heart.isShutdown() && running.keySet().stream().anyMatch(id -> what.equals(Wakeups.wish(id)))) {
            heart.execute(this::look);
        }
    }

    private void dispatch() {
        while (!closing) {
            wake.drainPermits();
            try {
                cancelUnclaimed();
                while (claimOne()) {
                    LOG.debug("looking for another {}", kind);
                }
                if (away) {
                    LOG.info("{} jobs can be claimed again", kind);
                    away = false;
                }
            } catch (RuntimeException e) {
                if (!away) {
                    DatabaseFaults.warn(LOG, kind + " jobs cannot be claimed, waiting", e);
                }
                away = true;
            }
            rest();
        }
    }

    private void rest() {
        try {
            if (!wake.tryAcquire(jobs.timing().poll().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.trace("no notification came, looking anyway");
            }
        } catch (InterruptedException e) {
            closing = true;
        }
    }

    /** Ends jobs that nobody works on and that are to be cancelled, whether or not there is room to work. */
    private void cancelUnclaimed() {
        for (Optional<Claim> claim = toCancel(); claim.isPresent(); claim = toCancel()) {
            finish(claim.get());
        }
    }

    private Optional<Claim> toCancel() {
        return closing ? Optional.empty() : jobs.claimToCancel(kind, worker);
    }

    private boolean claimOne() {
        if (closing || !slots.tryAcquire()) {
            return false;
        }
        Optional<Claim> claim = Optional.empty();
        try {
            claim = jobs.claim(kind, worker);
            claim.ifPresent(this::begin);
        } finally {
            if (claim.isEmpty()) {
                slots.release();
            }
        }
        return claim.isPresent();
    }

    private void begin(Claim claim) {
        running.put(claim.job().id(), claim);
        if (closing) {
            claim.shutDown();
        }
        handlers.execute(() -> {
            try {
                finish(claim);
            } finally {
                running.remove(claim.job().id(), claim);
                slots.release();
                wake.release();
            }
        });
    }

    /** Has a job done and sees to it that its claim ends, whatever its handler does. */
    private void finish(Claim claim) {
        String id = claim.job().id();
        try {
            if (!claim.cancelWished() && !exhausted(claim)) {
                LOG.info("{} {} begins, epoch {}, attempt {}", kind, id, claim.epoch(), claim.attempts());
                attempt(claim);
            }
            if (!claim.ended() && !claim.lost()) {
                giveBack(claim);
            }
        } catch (CancelWishedException e) {
            end(claim, () -> cancel(claim));
        } catch (LostClaimException e) {
            LOG.warn("{}: its work is dropped", e.getMessage());
        } catch (Throwable e) { // an Error of one job must not end the others, nor leave this one to its lease
            leave(claim, e);
        }
    }

    private void attempt(Claim claim) {
        try {
            handler.run(claim);
        } catch (CancelWishedException | LostClaimException e) {
            throw e;
        } catch (ProblemException e) {
            LOG.info("{} {} fails: {}", kind, claim.job().id(), e.getMessage());
            claim.fail(handler.failed(claim.job(), e.problem()), NO_ROWS);
        } catch (Throwable e) { // also an Error: running out of memory in one job is a reason to try it again
            failedAttempt(claim, e);
        }
    }

    private void failedAttempt(Claim claim, Throwable failure) {
        String id = claim.job().id();
        if (claim.ended() || claim.lost() || claim.cancelWished() || claim.shuttingDown()) {
            LOG.warn("{} {} was left by an exception", kind, id, failure);
        } else if (claim.attempts() >= jobs.timing().attempts()) {
            LOG.error("{} {} fails after {} attempts", kind, id, claim.attempts(), failure);
            claim.fail(gaveUp(claim, failure.toString()), NO_ROWS);
        } else {
            LOG.warn("{} {} is tried again in {}", kind, id, jobs.timing().pauseAfter(claim.attempts()), failure);
            claim.retryLater(failure);
        }
    }

    /** A job whose workers died at every attempt. */
    private boolean exhausted(Claim claim) {
        if (claim.attempts() <= jobs.timing().attempts()) {
            return false;
        }
        LOG.error("{} {} fails: its workers died at each of {} attempts", kind, claim.job().id(),
                jobs.timing().attempts());
        claim.fail(gaveUp(claim, claim.job().lastError() == null ? "its worker died" : claim.job().lastError()),
                NO_ROWS);
        return true;
    }

    private List<Announcement> gaveUp(Claim claim, String reason) {
        return handler.failed(claim.job(), Problem.of(ProblemType.INTERNAL,
                "gave up after %d attempts; the last one: %s".formatted(jobs.timing().attempts(), reason)));
    }

    private void giveBack(Claim claim) {
        if (claim.cancelWished()) {
            cancel(claim);
        } else if (claim.shuttingDown()) {
            claim.release();
            LOG.info("{} {} is given back", kind, claim.job().id());
        } else {
            failedAttempt(claim, new IllegalStateException("its handler returned without an end"));
        }
    }

    private void cancel(Claim claim) {
        claim.cancelled(handler.cancelled(claim.job()), NO_ROWS);
        LOG.info("{} {} is cancelled", kind, claim.job().id());
    }

    private void end(Claim claim, Runnable end) {
        try {
            end.run();
        } catch (RuntimeException e) {
            leave(claim, e);
        }
    }

    private void leave(Claim claim, Throwable reason) {
        DatabaseFaults.warn(LOG, "%s %s is left to whoever takes it when its lease has run out"
                .formatted(kind, claim.job().id()), reason);
    }

    private void beat() {
        boolean due = System.nanoTime() - nextHeartbeat >= 0;
        if (due) {
            nextHeartbeat = System.nanoTime() + jobs.timing().heartbeat().toNanos();
        }
        each(due ? Claim::heartbeat : Claim::look);
    }

    private void look() {
        each(Claim::look);
    }

    private void each(Consumer<Claim> action) {
        try {
            running.values().forEach(action);
            if (heartAway) {
                LOG.info("heartbeats of {} jobs get through again", kind);
                heartAway = false;
            }
        } catch (RuntimeException e) {
            if (!heartAway) {
                DatabaseFaults.warn(LOG, "heartbeats of " + kind + " jobs do not get through", e);
            }
            heartAway = true;
        }
    }
}
