package dev.limner.gateway.generations;

import java.time.Clock;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

import dev.limner.contracts.messages.Envelope;
import dev.limner.gateway.jobs.JobEvent;
import dev.limner.gateway.jobs.JobProjection;
import dev.limner.runtime.Inbox;

/** In: {@code limner.generation-results}, key the generation's id. Feeds the generation's job and wakes who waits. */
@ApplicationScoped
public class GenerationResults {
    private final Inbox inbox;
    private final JobProjection jobs;
    private final Waiters waiters;
    private final Clock clock;

    GenerationResults(Inbox inbox, JobProjection jobs, Waiters waiters, Clock clock) {
        this.inbox = inbox;
        this.jobs = jobs;
        this.waiters = waiters;
        this.clock = clock;
    }

    @Incoming("generation-results")
    CompletionStage<Void> handle(Message<byte[]> message) {
        return inbox.take(message, this::apply);
    }

    /** Writes what the event tells into the read model; again is as good as once. */
    public void apply(Envelope envelope) {
        JobEvent.of(envelope, clock.instant())
                .ifPresent(event -> waiters.written(jobs.apply(event, handle -> {})));
    }
}
