package dev.limner.gateway.models;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;

import dev.limner.contracts.messages.Envelope;
import dev.limner.contracts.messages.ModelEvent;
import dev.limner.runtime.Dependencies;
import dev.limner.runtime.Inbox;

/** In: {@code limner.models}, key {@code model/checkpoint} or {@code model@alias}. Feeds the models that are shown. */
@ApplicationScoped
public class ModelEvents {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Inbox inbox;
    private final Dependencies dependencies;
    private final ModelTable models;
    private final Clock clock;

    ModelEvents(Inbox inbox, Dependencies dependencies, ModelTable models, Clock clock) {
        this.inbox = inbox;
        this.dependencies = dependencies;
        this.models = models;
        this.clock = clock;
    }

    @Incoming("models")
    CompletionStage<Void> handle(Message<byte[]> message) {
        return message.getPayload() == null ? removed(message) : inbox.take(message, this::apply);
    }

    /** Writes what the event tells into the read model; again is as good as once. */
    public void apply(Envelope envelope) {
        Instant time = envelope.time() == null ? clock.instant() : envelope.time();
        Record message = envelope.message();
        if (message instanceof ModelEvent.CheckpointPublished published) {
            models.published(published, time);
        } else if (message instanceof ModelEvent.AliasMoved moved) {
            models.moved(moved);
        }
    }

    /** A tombstone, which has nothing for the inbox to read. Tried again for as long as PostgreSQL is away. */
    private CompletionStage<Void> removed(Message<byte[]> tombstone) {
        String key = tombstone.getMetadata(IncomingKafkaRecordMetadata.class)
                .map(metadata -> metadata.getKey() instanceof byte[] bytes ? new String(bytes, UTF_8) : "").orElse("");
        return Uni.createFrom().completionStage(dependencies.established())
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(() -> models.removed(key))
                .onFailure().retry().withBackOff(FIRST_PAUSE, LONGEST_PAUSE).indefinitely()
                .subscribeAsCompletionStage().thenCompose(done -> tombstone.ack());
    }
}
