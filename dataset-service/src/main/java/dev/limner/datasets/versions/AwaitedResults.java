package dev.limner.datasets.versions;

import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.limner.contracts.messages.Envelope;
import dev.limner.contracts.messages.Event;
import dev.limner.contracts.messages.GenerationEvent;
import dev.limner.jobs.Jobs;
import dev.limner.runtime.Inbox;

/**
 * Hears how the generations ended that augmentations have asked for. In: {@code limner.generation-results}, key the
 * generation's id. They are written to the table, from where whichever worker has the augmentation by then reads them.
 */
@ApplicationScoped
class AwaitedResults {
    private final Inbox inbox;
    private final Jobs jobs;

    AwaitedResults(Inbox inbox, Jobs jobs) {
        this.inbox = inbox;
        this.jobs = jobs;
    }

    @Incoming("generation-results")
    CompletionStage<Void> take(Message<byte[]> message) {
        return inbox.take(message, envelope -> take(jobs, envelope));
    }

    /** Notes an end; what is not an augmentation's costs no query. */
    static void take(Jobs jobs, Envelope envelope) {
        String generation = envelope.data().path("job").asText();
        if (!generation.startsWith(Sampling.PREFIX)) {
            return;
        }
        Record event = envelope.message();
        if (event instanceof Event.Terminal || event instanceof GenerationEvent.Refused) {
            ObjectNode end = envelope.data().deepCopy();
            end.remove("pictures");
            jobs.inTransaction(handle -> {
                AwaitedTable.ended(handle, generation, end);
                return null;
            });
        }
    }
}
