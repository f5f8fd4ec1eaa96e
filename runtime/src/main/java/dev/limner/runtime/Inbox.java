package dev.limner.runtime;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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

import dev.limner.contracts.messages.CloudEvents;
import dev.limner.contracts.messages.Envelope;
import dev.limner.contracts.problems.Problem;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.jobs.Announcement;
import dev.limner.jobs.Jobs;

/**
 * Takes records from a channel. Two rules live here.
 *
 * <p>Acknowledge after effect: a record is acknowledged once its handler has returned (for {@link #takeAsync}, once its
 * stage has completed), or once it has been set aside, and never before. What a handler throws decides: a
 * {@link ProblemException} is the sender's doing, and the record is set aside; anything else is taken to be a dependency
 * that is away, and the same record is tried again, with growing pauses, for as long as it takes. It is neither lost nor
 * passed over, those behind it wait, and readiness is down.
 *
 * <p>Poison is set aside, not dropped: first to the dead letters, then, where its id could be read, a refused event is
 * announced, then it is acknowledged; those behind it go on.
 */
@Singleton
public class Inbox {
    private static final Logger LOG = Logger.getLogger(Inbox.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final DeadLetters deadLetters;
    private final BiConsumer<String, Announcement> refusals;
    private final CompletionStage<Void> ready;
    private final Executor executor;
    private final ScheduledExecutorService timer;
    private final Duration firstPause;
    private final Map<String, String> held = new ConcurrentHashMap<>();

    @Inject
    Inbox(DeadLetters deadLetters, Jobs jobs, Dependencies dependencies) {
        this(deadLetters, jobs::refused, dependencies.established(), Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "limner-inbox");
            thread.setDaemon(true);
            return thread;
        }), FIRST_PAUSE);
    }

    Inbox(DeadLetters deadLetters, BiConsumer<String, Announcement> refusals, CompletionStage<Void> ready,
            Executor executor, Duration firstPause) {
        this.deadLetters = deadLetters;
        this.refusals = refusals;
        this.ready = ready;
        this.executor = executor;
        this.firstPause = firstPause;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "limner-inbox-pauses");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Takes a command.
     *
     * @param handler does what it asks for, durably, in milliseconds; called from a thread that may block, possibly more
     *                than once for one record
     * @param refused makes the event for a command that was set aside
     * @return completes after the acknowledgement, as the channel's method should
     */
    public CompletionStage<Void> take(Message<byte[]> message, Consumer<Envelope> handler, Refusal refused) {
        return takeAsync(message, done(handler), refused);
    }

    /** Takes an event from another service. Types not known yet are passed over; what cannot be read is set aside. */
    public CompletionStage<Void> take(Message<byte[]> message, Consumer<Envelope> handler) {
        return takeAsync(message, done(handler), null);
    }

    /**
     * Takes a record whose effect is durable only later, on another thread. The channel goes on when the stage it is
     * given completes: to have several under way, its method returns a completed stage once enough are free.
     *
     * @param handler returns a stage that completes, or fails, as a handler returns or throws
     * @param refused makes the event for a command that was set aside; null for events
     */
    public CompletionStage<Void> takeAsync(Message<byte[]> message, Function<Envelope, CompletionStage<?>> handler,
            Refusal refused) {
        Received record = Received.of(message);
        return ready.thenComposeAsync(now -> attempt(record, handler, refused, firstPause), executor)
                .thenCompose(now -> message.ack())
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

    private CompletionStage<Void> attempt(Received record, Function<Envelope, CompletionStage<?>> handler,
            Refusal refused, Duration pause) {
        return handle(record, handler, refused).handle((done, failure) -> {
            if (failure == null) {
                if (held.remove(record.place()) != null) {
                    LOG.infof("%s has been taken", record.place());
                }
                return CompletableFuture.<Void>completedFuture(null);
            }
            return later(record, handler, refused, pause, failure);
        }).thenCompose(Function.identity());
    }

    private CompletableFuture<Void> later(Received record, Function<Envelope, CompletionStage<?>> handler,
            Refusal refused, Duration pause, Throwable failure) {
        if (held.put(record.place(), Reasons.of(failure)) == null) {
            LOG.warnf(Reasons.ofTheWorld(failure) ? null : failure,
                    "%s is held and tried again until it can be taken: %s", record.place(), Reasons.of(failure));
        }
        Duration next = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        CompletableFuture<Void> done = new CompletableFuture<>();
        timer.schedule(() -> executor.execute(() -> attempt(record, handler, refused, next)
                .whenComplete((nothing, unexpected) -> {
                    if (unexpected == null) {
                        done.complete(null);
                    } else {
                        done.completeExceptionally(unexpected);
                    }
                })), pause.toMillis(), TimeUnit.MILLISECONDS);
        return done;
    }

    private CompletionStage<Void> handle(Received record, Function<Envelope, CompletionStage<?>> handler,
            Refusal refused) {
        Envelope envelope = null;
        CompletionStage<?> effect;
        try {
            envelope = CloudEvents.read(record.lastHeaders(), record.value());
            effect = handler.apply(envelope);
        } catch (ProblemException e) {
            effect = CompletableFuture.failedFuture(e);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
        Envelope read = envelope;
        return effect.<Optional<Problem>>handle((done, failure) -> problem(failure)).thenCompose(problem -> problem
                .map(found -> setAside(record, read, refused, found))
                .orElseGet(() -> CompletableFuture.completedFuture(null)));
    }

    /** The problem that a failure carries; any other failure is thrown on. */
    private static Optional<Problem> problem(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause == null) {
            return Optional.empty();
        }
        if (cause instanceof ProblemException refusal) {
            return Optional.of(refusal.problem());
        }
        throw new CompletionException(cause);
    }

    private CompletionStage<Void> setAside(Received record, Envelope envelope, Refusal refused, Problem problem) {
        if (refused == null && problem.type().equals(ProblemType.UNKNOWN_TYPE.uri())) {
            LOG.debugf("%s is passed over: %s", record.place(), problem.detail());
            return CompletableFuture.completedFuture(null);
        }
        LOG.warnf("%s is set aside: %s: %s", record.place(), problem.title(), problem.detail());
        return deadLetters.put(record, problem).thenRunAsync(() -> {
            if (refused != null) {
                RefusedCommands.read(record, envelope, problem).ifPresent(command -> announce(command, refused));
            }
        }, executor);
    }

    private void announce(RefusedCommand command, Refusal refused) {
        Announcement announcement = refused.event(command);
        if (announcement != null) {
            refusals.accept(command.id(), announcement);
        }
    }
}
