package dev.limner.gateway.datasets;

import java.time.Clock;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

import dev.limner.contracts.messages.DatasetEvent;
import dev.limner.contracts.messages.Envelope;
import dev.limner.gateway.jobs.JobEvent;
import dev.limner.gateway.jobs.JobProjection;
import dev.limner.runtime.Inbox;

/** In: {@code limner.dataset-events}, key the dataset's name. Feeds the import's job and the dataset's versions. */
@ApplicationScoped
public class DatasetEvents {
    private final Inbox inbox;
    private final JobProjection jobs;
    private final Clock clock;

    DatasetEvents(Inbox inbox, JobProjection jobs, Clock clock) {
        this.inbox = inbox;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Incoming("dataset-events")
    CompletionStage<Void> handle(Message<byte[]> message) {
        return inbox.take(message, this::apply);
    }

    /** Writes what the event tells into the read model; again is as good as once. */
    public void apply(Envelope envelope) {
        JobEvent.of(envelope, clock.instant()).ifPresent(event -> jobs.apply(event, handle -> {
            if (envelope.message() instanceof DatasetEvent.VersionPublished version) {
                DatasetTable.published(handle, version, event.time());
            } else if (envelope.message() instanceof DatasetEvent.Deleted gone) {
                DatasetTable.deleted(handle, gone, event.time());
            }
        }));
    }
}
