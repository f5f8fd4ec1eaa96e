package dev.limner.trainer.runs;

import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

import dev.limner.contracts.messages.Envelope;
import dev.limner.contracts.messages.TrainingCommand;
import dev.limner.contracts.messages.TrainingEvent;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.jobs.Announcement;
import dev.limner.jobs.Jobs;
import dev.limner.runtime.Inbox;
import dev.limner.runtime.RefusedCommand;
import dev.limner.store.ObjectStore;
import dev.limner.store.datasets.DatasetStore;

/**
 * In: {@code limner.training-commands}, any key. Out, by the outbox: {@code limner.training-events}, key the run's id.
 */
@ApplicationScoped
public class TrainingCommands {
    private final Inbox inbox;
    private final Runs runs;

    TrainingCommands(Inbox inbox, Jobs jobs, ObjectStore objects) {
        this.inbox = inbox;
        this.runs = new Runs(jobs, new DatasetStore(objects));
    }

    @Incoming("training-commands")
    CompletionStage<Void> take(Message<byte[]> message) {
        return inbox.take(message, this::handle, TrainingCommands::refused);
    }

    private void handle(Envelope envelope) {
        if (!(envelope.message() instanceof TrainingCommand command)) {
            throw new ProblemException(ProblemType.UNKNOWN_TYPE,
                    "'%s' is no command to a trainer".formatted(envelope.type().name()));
        }
        runs.handle(command);
    }

    private static Announcement refused(RefusedCommand command) {
        return Runs.event(command.id(),
                new TrainingEvent.Refused(command.id(), command.text("model"), command.problem()));
    }
}
