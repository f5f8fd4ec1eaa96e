package dev.limner.datasets.imports;

import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

import dev.limner.contracts.messages.Envelope;
import dev.limner.jobs.Jobs;
import dev.limner.runtime.Inbox;
import dev.limner.store.ObjectStore;

/**
 * The channel of a dataset's commands: each becomes a job, or a wish on one, before it is acknowledged.
 *
 * <p>In: {@code limner.dataset-commands}, any key. Out: {@code limner.dataset-events}, key the dataset's name, by way of
 * the outbox.
 */
@ApplicationScoped
class ImportCommands {
    private final Inbox inbox;
    private final Submissions submissions;
    private final CommandTaker others;

    ImportCommands(Inbox inbox, Jobs jobs, ObjectStore objects, CommandTaker others) {
        this.inbox = inbox;
        this.others = others;
        this.submissions = new Submissions(jobs, new Staging(objects));
    }

    @Incoming("dataset-commands")
    CompletionStage<Void> take(Message<byte[]> message) {
        return inbox.take(message, this::take, Submissions::refused);
    }

    private void take(Envelope envelope) {
        if (!others.take(envelope.message())) {
            submissions.take(envelope);
        }
    }
}
