package dev.limner.gateway.runs;

import java.time.Clock;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jdbi.v3.core.Handle;

import dev.limner.contracts.messages.Envelope;
import dev.limner.contracts.messages.TrainingEvent;
import dev.limner.gateway.jobs.JobEvent;
import dev.limner.gateway.jobs.JobProjection;
import dev.limner.runtime.Inbox;

/** In: {@code limner.training-events}, key the run's id. Feeds the run's job, its curve and its grids. */
@ApplicationScoped
public class TrainingEvents {
    private final Inbox inbox;
    private final JobProjection jobs;
    private final Clock clock;

    TrainingEvents(Inbox inbox, JobProjection jobs, Clock clock) {
        this.inbox = inbox;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Incoming("training-events")
    CompletionStage<Void> handle(Message<byte[]> message) {
        return inbox.take(message, this::apply);
    }

    /** Writes what the event tells into the read model; again is as good as once. */
    public void apply(Envelope envelope) {
        JobEvent.of(envelope, clock.instant()).ifPresent(
                event -> jobs.apply(event, handle -> remember(handle, event, envelope.message())));
    }

    private static void remember(Handle handle, JobEvent event, Record message) {
        if (message instanceof TrainingEvent.Progressed) {
            RunTables.reported(handle, event);
        } else if (message instanceof TrainingEvent.GridPublished grid) {
            RunTables.published(handle, grid, event.epoch());
        }
    }
}
