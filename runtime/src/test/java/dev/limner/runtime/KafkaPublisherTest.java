package dev.limner.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;

import dev.limner.contracts.Topics;
import dev.limner.contracts.messages.GenerationEvent;
import dev.limner.jobs.OutboxMessage;

class KafkaPublisherTest {
    private final FakeEmitter emitter = new FakeEmitter();
    private final KafkaPublisher publisher = new KafkaPublisher(emitter, "limner/test-service",
            Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC));

    @Test
    void shouldCompleteOnceTheBrokerHasAcknowledged() {
        // Given
        CompletionStage<Void> sent = publisher.publish(new OutboxMessage("topic", "key", Map.of("ce_id", "a:1:2"),
                "{}".getBytes(UTF_8)));

        // When
        boolean before = sent.toCompletableFuture().isDone();
        emitter.messages.get(0).ack().toCompletableFuture().join();

        // Then
        assertThat(before).isFalse();
        assertThat(sent.toCompletableFuture()).isCompleted();
    }

    @Test
    void shouldSendATombstoneAsARecordWithoutAValue() {
        // When
        publisher.publish(new OutboxMessage("topic", "key", Map.of("ce_id", "removed"), null));

        // Then
        Message<byte[]> sent = emitter.messages.get(0);
        assertThat(sent.getPayload()).isNull();
        assertThat(sent.getMetadata(OutgoingKafkaRecordMetadata.class).orElseThrow().getKey())
                .isEqualTo("key".getBytes(UTF_8));
    }

    @Test
    void shouldFailWhereTheBrokerDoes() {
        // Given
        CompletionStage<Void> sent = publisher.publish("topic", null, null, new byte[0]);

        // When
        emitter.messages.get(0).nack(new IllegalStateException("no leader")).toCompletableFuture().join();

        // Then
        assertThatThrownBy(() -> sent.toCompletableFuture().join()).hasRootCauseMessage("no leader");
    }

    @Test
    void shouldSendDirectEventsAsCloudEventsToTheirTopicAndKey() {
        // When
        publisher.publish(Topics.GENERATION_RESULTS, "g1", new GenerationEvent.Progressed("g1", 3, 10), "g1:1:3", 1, 0);

        // Then
        OutgoingKafkaRecordMetadata<?> metadata = emitter.messages.get(0)
                .getMetadata(OutgoingKafkaRecordMetadata.class).orElseThrow();
        assertThat(metadata.getTopic()).isEqualTo(Topics.GENERATION_RESULTS);
        assertThat((byte[]) metadata.getKey()).isEqualTo("g1".getBytes(UTF_8));
        assertThat(header(metadata, "ce_id")).isEqualTo("g1:1:3");
        assertThat(header(metadata, "ce_type")).isEqualTo("dev.limner.generation.progressed.v1");
        assertThat(header(metadata, "ce_time")).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(new String(emitter.messages.get(0).getPayload(), UTF_8))
                .isEqualTo("{\"job\":\"g1\",\"done\":3,\"total\":10}");
    }

    @Test
    void shouldRefuseMoreThanKafkaCanBeExpectedToTakeAfterwards() {
        // Given
        for (int i = 0; i < 2_000; i++) {
            publisher.publish("topic", null, null, new byte[0]);
        }

        // When
        CompletionStage<Void> oneMore = publisher.publish("topic", null, null, new byte[0]);

        // Then
        assertThat(oneMore.toCompletableFuture()).isCompletedExceptionally();
        emitter.messages.get(0).ack().toCompletableFuture().join();
        assertThat(publisher.publish("topic", null, null, new byte[0]).toCompletableFuture()).isNotDone();
    }

    private static String header(OutgoingKafkaRecordMetadata<?> metadata, String name) {
        return new String(metadata.getHeaders().lastHeader(name).value(), UTF_8);
    }

    /** A channel by hand: keeps what it is sent. */
    private static final class FakeEmitter implements Emitter<byte[]> {
        private final List<Message<byte[]>> messages = new ArrayList<>();

        @Override
        public CompletionStage<Void> send(byte[] payload) {
            return CompletableFuture.failedFuture(new UnsupportedOperationException("messages only"));
        }

        @Override
        @SuppressWarnings("unchecked")
        public <M extends Message<? extends byte[]>> void send(M message) {
            messages.add((Message<byte[]>) message);
        }

        @Override
        public void complete() {
            messages.clear();
        }

        @Override
        public void error(Exception failure) {
            messages.clear();
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public boolean hasRequests() {
            return true;
        }
    }
}
