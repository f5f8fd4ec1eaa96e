package dev.limner.jobs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what the outbox holds, and marks it as sent once the broker has acknowledged it.
 *
 * <p>Nothing committed is lost: a row is marked after its acknowledgement, so that a crash in between publishes it again,
 * under the same event id. An entity's rows go out strictly in their sequence, each after the acknowledgement of the one
 * before; so do rows of one topic and key; different ones go side by side. Of several replicas one publishes at a time:
 * it holds a lock in PostgreSQL for the length of a batch, which PostgreSQL takes from a process that has stopped.
 */
public final class Relay implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(30);
    private static final Duration LAST_WAIT = Duration.ofSeconds(5);
    private static final Duration TIDY = Duration.ofMinutes(30);

    private final Jobs jobs;
    private final Publisher publisher;
    private final Semaphore wake = new Semaphore(0);
    private final Consumer<String> listener = this::woken;
    private final Map<String, Hold> held = new HashMap<>();
    private final Thread thread = new Thread(this::work, "limner-relay");
    private volatile boolean closing;
    private volatile boolean away;
    private long nextTidying = System.nanoTime();

    public Relay(Jobs jobs, Publisher publisher) {
        this.jobs = jobs;
        this.publisher = publisher;
        thread.setDaemon(true);
    }

    /** An entity whose row was not acknowledged: left alone for a while, so that it does not hold up the others. */
    private record Hold(long until, int failures) {}

    /** What one batch came to. */
    private record Round(int found, int sent) {}

    /** Begins to publish, from a thread of its own. */
    public void start() {
        jobs.wakeups().add(listener);
        thread.start();
    }

    /** Publishes what is there, and stops; does not wait for a broker that is away, what is unsent stays in its rows. */
    @Override
    public void close() {
        closing = true;
        wake.release();
        jobs.wakeups().remove(listener);
        try {
            thread.join(LAST_WAIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void woken(String what) {
        if (what.equals(Wakeups.OUTBOX) || what.equals(Wakeups.ANYTHING)) {
            wake.release();
        }
    }

    private void work() {
        boolean last;
        do {
            last = closing;
            wake.drainPermits();
            boolean more = false;
            try {
                Round round = jobs.inTransaction(this::publish);
                more = round.sent() > 0;
                tidy();
                if (away) {
                    LOG.info("the outbox can be read again");
                    away = false;
                }
            } catch (RuntimeException e) {
                if (!away) {
                    DatabaseFaults.warn(LOG, "the outbox cannot be read, what it holds waits", e);
                }
                away = true;
            }
            if (!more && !last) {
                rest();
            }
            last &= !more;
        } while (!last);
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

    private Round publish(Handle handle) {
        boolean mine = handle.createQuery("SELECT pg_try_advisory_xact_lock("
                + "hashtextextended(current_schema() || '/outbox', 0))").mapTo(Boolean.class).one();
        if (!mine) {
            return new Round(0, 0);
        }
        Duration limit = jobs.timing().publishing().plus(GRACE);
        handle.execute("SET LOCAL idle_in_transaction_session_timeout = " + limit.toMillis());
        List<Outbox.Row> rows = jobs.outbox().unsent(handle, heldNow());
        Set<Long> sent = publish(rows);
        jobs.outbox().sent(handle, sent);
        return new Round(rows.size(), sent.size());
    }

    private Collection<String> heldNow() {
        long now = System.nanoTime();
        return held.entrySet().stream().filter(entry -> entry.getValue().until() - now > 0).map(Map.Entry::getKey)
                .toList();
    }

    private Set<Long> publish(List<Outbox.Row> rows) {
        AtomicBoolean open = new AtomicBoolean(true);
        Set<Long> sent = ConcurrentHashMap.newKeySet();
        Map<String, Throwable> failed = new ConcurrentHashMap<>();
        Map<String, CompletableFuture<Boolean>> last = new HashMap<>();
        List<CompletableFuture<Boolean>> all = new ArrayList<>();
        for (Outbox.Row row : rows) {
            String key = row.message().topic() + "\n" + row.message().key();
            CompletableFuture<Boolean> before = last.getOrDefault("entity\n" + row.entity(), done(true))
                    .thenCombine(last.getOrDefault(key, done(true)), Boolean::logicalAnd);
            CompletableFuture<Boolean> own = before.thenCompose(
                    fine -> fine && open.get() ? send(row, sent, failed) : done(false));
            last.put("entity\n" + row.entity(), own);
            last.put(key, own);
            all.add(own);
        }
        await(all, failed);
        open.set(false);
        Set<Long> acknowledged = Set.copyOf(sent);
        rows.stream().filter(row -> !acknowledged.contains(row.position()))
                .forEach(row -> failed.putIfAbsent(row.entity(), new TimeoutException("no acknowledgement in time")));
        hold(rows, acknowledged, failed);
        return acknowledged;
    }

    private CompletableFuture<Boolean> send(Outbox.Row row, Set<Long> sent, Map<String, Throwable> failed) {
        CompletableFuture<Void> publishing;
        try {
            publishing = publisher.publish(row.message()).toCompletableFuture();
        } catch (RuntimeException e) {
            publishing = CompletableFuture.failedFuture(e);
        }
        return publishing.handle((nothing, failure) -> {
            if (failure != null) {
                failed.put(row.entity(), failure);
                return false;
            }
            return sent.add(row.position());
        });
    }

    private void await(List<CompletableFuture<Boolean>> all, Map<String, Throwable> failed) {
        try {
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                    .get(jobs.timing().publishing().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.debug("some of {} messages were not acknowledged in time", all.size());
        } catch (ExecutionException e) {
            throw new IllegalStateException("a publication ended without an answer", e);
        } catch (InterruptedException e) {
            closing = true;
        }
    }

    private void hold(List<Outbox.Row> rows, Set<Long> acknowledged, Map<String, Throwable> failed) {
        if (!acknowledged.isEmpty() && failed.isEmpty()) {
            held.clear();
        }
        rows.forEach(row -> {
            if (!failed.containsKey(row.entity())) {
                held.remove(row.entity());
            }
        });
        failed.forEach((entity, reason) -> {
            int failures = held.containsKey(entity) ? held.get(entity).failures() + 1 : 1;
            if (failures == 1) {
                LOG.warn("the events of {} are not acknowledged, they will be sent again: {}", entity,
                        DatabaseFaults.reason(reason));
            }
            Duration pause = jobs.timing().poll().multipliedBy(1L << Math.min(failures - 1, 10));
            held.put(entity, new Hold(
                    System.nanoTime() + (pause.compareTo(LONGEST_HOLD) < 0 ? pause : LONGEST_HOLD).toNanos(),
                    failures));
        });
    }

    private static CompletableFuture<Boolean> done(boolean answer) {
        return CompletableFuture.completedFuture(answer);
    }

    private void tidy() {
        if (System.nanoTime() - nextTidying < 0) {
            return;
        }
        nextTidying = System.nanoTime() + TIDY.toNanos();
        jobs.inTransaction(handle -> handle.createUpdate(
                "DELETE FROM outbox WHERE sent_at < clock_timestamp() - :kept * interval '1 millisecond'")
                .bind("kept", jobs.timing().keptSent().toMillis()).execute());
        jobs.inTransaction(handle -> handle.createUpdate(
                "DELETE FROM job_control WHERE created_at < clock_timestamp() - :kept * interval '1 millisecond'")
                .bind("kept", jobs.timing().keptControls().toMillis()).execute());
    }
}
