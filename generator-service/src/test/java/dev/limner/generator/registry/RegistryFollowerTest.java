package dev.limner.generator.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.limner.contracts.Topics;
import dev.limner.contracts.messages.CloudEvents;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.messages.MessageType;
import dev.limner.contracts.messages.ModelEvent;
import dev.limner.contracts.names.ModelReference;

class RegistryFollowerTest {
    private static final TopicPartition MODELS = new TopicPartition(Topics.MODELS, 0);
    private static final ModelReference LATEST = ModelReference.parse("flowers-vae");

    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    private final Registry registry = new Registry();
    private final BlockingQueue<ModelEvent> changes = new LinkedBlockingQueue<>();
    private final RegistryFollower follower = new RegistryFollower(() -> consumer, registry, changes::add);
    private long offset;

    @AfterEach
    void close() throws InterruptedException {
        follower.close();
    }

    @Test
    void shouldBeCaughtUpOnlyWithAllThatWasThereAtTheStart() throws Exception {
        // Given
        begin(2);
        consumer.schedulePollTask(() -> add(RegistryTest.checkpoint("run-1-100")));
        consumer.schedulePollTask(() -> {
            assertThat(follower.caughtUp()).isNotDone();
            add(RegistryTest.latest("run-1-100", 1));
        });

        // When
        follower.start();
        follower.caughtUp().get(10, TimeUnit.SECONDS);

        // Then
        assertThat(registry.find(LATEST)).contains(RegistryTest.checkpoint("run-1-100"));
        assertThat(changes).isEmpty();
    }

    @Test
    void shouldTellWhatComesAfterwards() throws Exception {
        // Given
        begin(0);
        follower.start();
        follower.caughtUp().get(10, TimeUnit.SECONDS);

        // When
        consumer.schedulePollTask(() -> add(RegistryTest.latest("run-1-100", 1)));

        // Then
        assertThat(changes.poll(10, TimeUnit.SECONDS)).isEqualTo(RegistryTest.latest("run-1-100", 1));
    }

    @Test
    void shouldSayWhenItHasReadUpToNow() throws Exception {
        // Given
        begin(0);
        follower.start();
        follower.caughtUp().get(10, TimeUnit.SECONDS);
        consumer.schedulePollTask(() -> {
            add(RegistryTest.checkpoint("run-1-100"));
            add(RegistryTest.latest("run-1-100", 1));
        });
        consumer.updateEndOffsets(Map.of(MODELS, 2L));

        // When
        follower.upToNow().get(10, TimeUnit.SECONDS);

        // Then
        assertThat(registry.find(LATEST)).isPresent();
    }

    @Test
    void shouldGoOnAfterTombstoneAndPoison() throws Exception {
        // Given
        begin(4);
        consumer.schedulePollTask(() -> {
            add(RegistryTest.checkpoint("run-1-100"));
            add("flowers-vae@latest", "not JSON".getBytes(UTF_8), Map.of());
            add("flowers-vae/run-1-100", null, Map.of());
            add(RegistryTest.checkpoint("run-1-200"));
        });

        // When
        follower.start();
        follower.caughtUp().get(10, TimeUnit.SECONDS);

        // Then
        assertThat(registry.find(ModelReference.parse("flowers-vae@run-1-100"))).isEmpty();
        assertThat(registry.find(ModelReference.parse("flowers-vae@run-1-200"))).isPresent();
    }

    private void begin(long end) {
        consumer.updateBeginningOffsets(Map.of(MODELS, 0L));
        consumer.updateEndOffsets(Map.of(MODELS, end));
    }

    private <T extends Record & ModelEvent> void add(T event) {
        add(event.subject(), Json.write(event), CloudEvents.headers("id", MessageType.of(event), "limner/trainer",
                event.subject(), Instant.EPOCH, 1, 1));
    }

    private void add(String key, byte[] value, Map<String, String> headers) {
        ConsumerRecord<String, byte[]> sent = new ConsumerRecord<>(MODELS.topic(), MODELS.partition(), offset++, key,
                value);
        List.copyOf(headers.entrySet()).forEach(
                header -> sent.headers().add(header.getKey(), header.getValue().getBytes(UTF_8)));
        consumer.addRecord(sent);
    }
}
