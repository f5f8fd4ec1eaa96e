package dev.limner.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;

import dev.limner.contracts.messages.CloudEvents;
import dev.limner.contracts.messages.Event;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.messages.MessageType;
import dev.limner.jobs.OutboxMessage;
import dev.limner.jobs.Publisher;

/**
 * Sends to any topic, with {@code acks=all}: the stages complete once the broker has acknowledged, or fail after about
 * 30 s; at once where 2 000 messages wait already. What tells of a state goes through the outbox instead; directly go progress, results of fast generations, and
 * dead letters.
 */
@Singleton
public class KafkaPublisher implements Publisher {
    private static final int MOST_WAITING = 2_000;

    private final Emitter<byte[]> emitter;
    private final String source;
    private final Clock clock;
    private final AtomicInteger waiting = new AtomicInteger();

    @Inject
    KafkaPublisher(
            @Channel("outgoing") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) Emitter<byte[]> emitter,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this(emitter, "limner/" + service, Clock.systemUTC());
    }

    KafkaPublisher(Emitter<byte[]> emitter, String source, Clock clock) {
        this.emitter = emitter;
        this.source = source;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Void> publish(OutboxMessage message) {
        return publish(message.topic(), message.key().getBytes(UTF_8), headers(message.headers()), message.value());
    }

    /**
     * Sends an event that no outbox holds.
     *
     * @param eventId  deterministic: the same for the same fact, from (entity, epoch, what it is about)
     * @param epoch    of the claim it comes from, or 0
     * @param sequence among the job's events, or 0 for a best-effort one
     */
    public CompletionStage<Void> publish(String topic, String key, Record event, String eventId, long epoch,
            long sequence) {
        String subject = event instanceof Event known ? known.subject() : key;
        return publish(new OutboxMessage(topic, key, CloudEvents.headers(eventId, MessageType.of(event), source,
                subject, clock.instant(), epoch, sequence), Json.write(event)));
    }

    /**
     * Sends bytes as they are.
     *
     * @param key   may be null
     * @param value may be null
     */
    CompletionStage<Void> publish(String topic, byte[] key, Headers headers, byte[] value) {
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            acknowledged.completeExceptionally(new IOException(
                    "%d messages wait for Kafka already: not sent to %s".formatted(MOST_WAITING, topic)));
            return acknowledged;
        }
        acknowledged.whenComplete((done, failure) -> waiting.decrementAndGet());
        emitter.send(Message.of(value, () -> {
            acknowledged.complete(null);
            return CompletableFuture.completedFuture(null);
        }, failure -> {
            acknowledged.completeExceptionally(failure);
            return CompletableFuture.completedFuture(null);
        }).addMetadata(OutgoingKafkaRecordMetadata.<byte[]>builder().withTopic(topic).withKey(key).withHeaders(headers)
                .build()));
        return acknowledged;
    }

    private static Headers headers(Map<String, String> texts) {
        Headers headers = new RecordHeaders();
        texts.forEach((name, text) -> headers.add(name, text.getBytes(UTF_8)));
        return headers;
    }
}
