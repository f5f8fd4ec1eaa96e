package dev.limner.runtime;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

import dev.limner.contracts.messages.Envelope;
import dev.limner.jobs.Announcement;
import dev.limner.jobs.Jobs;

/**
 * Takes records from a channel. Two rules live here.
 *
 * <p>Acknowledge after effect: a record is acknowledged once its handler has returned (for {@link #takeAsync}, once its
 * stage has completed), or once it has been set aside, and never before. Where PostgreSQL, the bucket or Kafka is away,
 * the same record is tried again, with growing pauses, for as long as it takes. It is neither lost nor passed over, those
 * behind it wait, and readiness is down.
 *
 * <p>Poison is set aside, not dropped: what cannot be read, what a handler refuses by a
 * {@link dev.limner.contracts.problems.ProblemException}, and what fails at each of eight attempts for another reason than
 * an absence, goes to the dead letters; then, where its id could be read, a refused event is announced; then it is
 * acknowledged, and those behind it go on.
 */
@Singleton
public class Inbox {
    private static final Logger LOG = Logger.getLogger(Inbox.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    private final DeadLetters deadLetters;
    private final BiConsumer<String, Announcement> refusals;
    private final CompletionStage<Void> ready;
    private final Executor executor;
    private final ScheduledExecutorService timer;
    private final Duration firstPause;
    private final Map<String, String> held = new ConcurrentHashMap<>();

    @Inject
    Inbox(DeadLetters deadLetters, Jobs jobs, Dependencies dependencies) {
        this(deadLetters, jobs::refused, dependencies.established(),
                Executors.newCachedThreadPool(task -> daemon(task, "limner-inbox")), FIRST_PAUSE);
    }

    Inbox(DeadLetters deadLetters, BiConsumer<String, Announcement> refusals, CompletionStage<Void> ready,
            Executor executor, Duration firstPause) {
        this.deadLetters = deadLetters;
        this.refusals = refusals;
        this.ready = ready;
        this.executor = executor;
        this.firstPause = firstPause;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "limner-inbox-pauses"));
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Takes a command.
     *
     * @param handler does what it asks for, durably, in milliseconds; called from a thread that may block, possibly more
     *                than once for one record
     * @param refused makes the event for a command that was set aside
     * @return completes after the acknowledgement, as the channel's method should; never with a failure, which would end
     *         the channel
     */
    public CompletionStage<Void> take(Message<byte[]> message, Consumer<Envelope> handler, Refusal refused) {
        return takeAsync(message, done(handler), refused);
    }

    /** Takes an event from another service. Types not known yet are passed over; what cannot be read is set aside. */
    public CompletionStage<Void> take(Message<byte[]> message, Consumer<Envelope> handler) {
        return takeAsync(message, done(handler), null);
    }

    /**
     * Takes a record whose effect is durable only later, on another thread.
     *
     * <p>A channel hands over its next record when the stage its method returned completes. One that wants several under
     * way returns, instead of this method's stage, one that completes as soon as there is room for another; what is
     * acknowledged, and in which order it is committed, is not changed by that.
     *
     * @param handler returns a stage that completes, or fails, as a handler returns or throws
     * @param refused makes the event for a command that was set aside; null for events
     */
    public CompletionStage<Void> takeAsync(Message<byte[]> message, Function<Envelope, CompletionStage<?>> handler,
            Refusal refused) {
        Received record = Received.of(message);
        Taking taking = new Taking(this, record, handler, refused, firstPause);
        return ready.thenRunAsync(taking::attempt, executor)
                .thenCompose(begun -> taking.taken())
                .thenCompose(taken -> message.ack())
                .exceptionally(failure -> {
                    LOG.warnf(failure, "%s has had its effect, but was not acknowledged: it will come again",
                            record.place());
                    return null;
                });
    }

    /** What is held back now, by its place, each with the reason; empty where nothing is. */
    Map<String, String> held() {
        return Map.copyOf(held);
    }

    /** Notes that a record is held; whether it was not before. */
    boolean hold(Received record, String reason) {
        return held.put(record.place(), reason) == null;
    }

    /** Notes that a record is held no longer; whether it was before. */
    boolean freed(Received record) {
        return held.remove(record.place()) != null;
    }

    DeadLetters deadLetters() {
        return deadLetters;
    }

    void announce(String command, Announcement announcement) {
        refusals.accept(command, announcement);
    }

    void execute(Runnable attempt) {
        executor.execute(attempt);
    }

    void later(Duration pause, Runnable attempt) {
        timer.schedule(() -> executor.execute(attempt), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void close() {
        timer.shutdownNow();
    }

    private static Function<Envelope, CompletionStage<?>> done(Consumer<Envelope> handler) {
        return envelope -> {
            handler.accept(envelope);
            return CompletableFuture.completedFuture(null);
        };
    }
}
