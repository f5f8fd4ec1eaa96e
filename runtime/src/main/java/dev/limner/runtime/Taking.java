package dev.limner.runtime;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import org.jboss.logging.Logger;

import dev.limner.contracts.messages.CloudEvents;
import dev.limner.contracts.messages.Envelope;
import dev.limner.contracts.problems.Problem;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.jobs.Announcement;

/**
 * One record on its way through the {@link Inbox}: attempts, one at a time, until it has had its effect or has been set
 * aside. What has been done is not done again by a later attempt: a record that is in the dead letters already is not
 * put there twice because its refusal could not be announced at once.
 */
final class Taking {
    private static final Logger LOG = Logger.getLogger(Taking.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    /** Attempts, over some 20 s, at a record that fails for no reason known to pass. */
    private static final int ATTEMPTS = 8;

    private final Inbox inbox;
    private final Received record;
    private final Function<Envelope, CompletionStage<?>> handler;
    private final Refusal refused;
    private final CompletableFuture<Void> taken = new CompletableFuture<>();
    private Duration pause;
    private int attempts;
    private Envelope envelope;
    private Problem problem;
    private boolean setAside;

    /**
     * @param refused null where nobody is told
     */
    Taking(Inbox inbox, Received record, Function<Envelope, CompletionStage<?>> handler, Refusal refused,
            Duration firstPause) {
        this.inbox = inbox;
        this.record = record;
        this.handler = handler;
        this.refused = refused;
        this.pause = firstPause;
    }

    /** Completes, never with a failure, once the record need not come again. */
    CompletionStage<Void> taken() {
        return taken;
    }

    /** Tries once, on a thread that may block, and sees to the next try. Tries never overlap. */
    void attempt() {
        attempts++;
        CompletionStage<?> effect;
        try {
            effect = problem == null ? handle() : refuse();
        } catch (Throwable e) { // an Error, too, must not leave the record in nobody's hands
            effect = CompletableFuture.failedFuture(e);
        }
        effect.whenComplete((done, failure) -> {
            if (failure == null) {
                end();
            } else {
                failed(unwrapped(failure));
            }
        });
    }

    private CompletionStage<?> handle() {
        envelope = CloudEvents.read(record.lastHeaders(), record.value());
        return handler.apply(envelope);
    }

    private void end() {
        if (inbox.freed(record)) {
            LOG.infof("%s has been taken", record.place());
        }
        taken.complete(null);
    }

    private void failed(Throwable failure) {
        if (problem == null && failure instanceof ProblemException refusal) {
            refuseNow(refusal.problem());
        } else if (problem == null && attempts >= ATTEMPTS && !Reasons.passing(failure)) {
            LOG.errorf(failure, "%s fails at every attempt", record.place());
            refuseNow(Problem.of(ProblemType.INTERNAL, "%d attempts failed; the last one: %s"
                    .formatted(attempts, Reasons.of(failure))));
        } else {
            tryLater(failure);
        }
    }

    private void refuseNow(Problem found) {
        if (refused == null && found.type().equals(ProblemType.UNKNOWN_TYPE.uri())) {
            LOG.debugf("%s is passed over: %s", record.place(), found.detail());
            end();
            return;
        }
        LOG.warnf("%s is set aside: %s: %s", record.place(), found.title(), found.detail());
        problem = found;
        inbox.execute(this::attempt);
    }

    private void tryLater(Throwable failure) {
        if (inbox.hold(record, Reasons.of(failure))) {
            LOG.warnf(Reasons.passing(failure) ? null : failure,
                    "%s is held and tried again until it can be taken: %s", record.place(), Reasons.of(failure));
        }
        inbox.later(pause, this::attempt);
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private CompletionStage<Void> refuse() {
        CompletionStage<Void> aside = setAside
                ? CompletableFuture.completedFuture(null)
                : inbox.deadLetters().put(record, problem);
        return aside.thenCompose(done -> {
            setAside = true;
            return CompletableFuture.runAsync(this::tell, inbox::execute);
        });
    }

    private void tell() {
        if (refused != null) {
            RefusedCommands.read(record, envelope, problem).ifPresent(command -> {
                Announcement announcement = event(command);
                if (announcement != null) {
                    inbox.announce(command.id(), announcement);
                }
            });
        }
    }

    private Announcement event(RefusedCommand command) {
        try {
            return refused.event(command);
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s: its sender cannot be told that it was refused", record.place());
            return null;
        }
    }

    private static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
