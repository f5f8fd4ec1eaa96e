package dev.limner.generator.generations;

import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

import dev.limner.contracts.messages.Envelope;
import dev.limner.contracts.messages.GenerationCommand;
import dev.limner.contracts.messages.GenerationEvent;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.generator.serving.Models;
import dev.limner.jobs.Announcement;
import dev.limner.jobs.Jobs;
import dev.limner.runtime.Inbox;
import dev.limner.runtime.RefusedCommand;
import dev.limner.store.ObjectStore;

/**
 * In: {@code limner.generation-requests}, any key. Out: {@code limner.generation-results}, key the generation's id; at
 * once for what fits one forward pass, by the outbox for the rest. Several requests are under way at once; their
 * acknowledgements may come in any order.
 */
@ApplicationScoped
public class GenerationRequests {
    private final Inbox inbox;
    private final Generations generations;
    private final Window window;

    GenerationRequests(Inbox inbox, Jobs jobs, Models models, ObjectStore objects, KafkaResults results,
            @ConfigProperty(name = "quarkus.application.version") String limner,
            @ConfigProperty(name = "limner.requests-at-once") int atOnce) {
        this.inbox = inbox;
        this.generations = new Generations(jobs, models, objects, results, limner);
        this.window = new Window(atOnce);
    }

    @Incoming("generation-requests")
    CompletionStage<Void> take(Message<byte[]> message) {
        return window.begin(() -> inbox.takeAsync(message, this::handle, GenerationRequests::refused));
    }

    private CompletionStage<Void> handle(Envelope envelope) {
        if (!(envelope.message() instanceof GenerationCommand command)) {
            throw new ProblemException(ProblemType.UNKNOWN_TYPE,
                    "'%s' is no command to a generator".formatted(envelope.type().name()));
        }
        return generations.handle(command);
    }

    private static Announcement refused(RefusedCommand command) {
        return Generations.event(command.id(), new GenerationEvent.Refused(command.id(), command.problem()));
    }
}
