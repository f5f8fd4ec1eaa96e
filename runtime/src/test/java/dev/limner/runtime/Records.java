package dev.limner.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Message;

import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;

import dev.limner.contracts.Topics;

/** Messages as a channel would hand them over, which count their acknowledgements. */
final class Records {
    private final AtomicInteger acknowledged = new AtomicInteger();
    private long offset;

    int acknowledged() {
        return acknowledged.get();
    }

    Message<byte[]> plain(String json) {
        return message("key", json.getBytes(UTF_8));
    }

    Message<byte[]> message(String key, byte[] value) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(Topics.TRAINING_COMMANDS, 2, offset++,
                key.getBytes(UTF_8), value);
        record.headers().add("trace", "t1".getBytes(UTF_8));
        return Message.of(value, () -> {
            acknowledged.incrementAndGet();
            return CompletableFuture.completedFuture(null);
        }).addMetadata(new IncomingKafkaRecordMetadata<>(record, "training-commands"));
    }

    static String cancel(String id, String target) {
        return "{\"id\":\"%s\",\"type\":\"training.cancel\",\"target\":\"%s\"}".formatted(id, target);
    }
}
