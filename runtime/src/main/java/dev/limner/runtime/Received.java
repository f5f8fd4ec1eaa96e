package dev.limner.runtime;

import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Message;

import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;

/**
 * A record as it came from Kafka.
 *
 * @param topic     where from; {@code unknown} where it is not Kafka's
 * @param partition the topic's
 * @param offset    within the partition
 * @param key       its bytes; may be null
 * @param headers   as they were sent
 * @param value     its bytes; may be null
 */
record Received(String topic, int partition, long offset, byte[] key, Headers headers, byte[] value) {

    static Received of(Message<byte[]> message) {
        return message.getMetadata(IncomingKafkaRecordMetadata.class)
                .map(metadata -> of(metadata, message.getPayload()))
                .orElseGet(() -> new Received("unknown", 0, 0, null, new RecordHeaders(), message.getPayload()));
    }

    private static Received of(IncomingKafkaRecordMetadata<?, ?> metadata, byte[] value) {
        Object key = metadata.getKey();
        if (key != null && !(key instanceof byte[])) {
            throw new IllegalStateException("channel %s reads keys as %s: leave its key.deserializer as it is"
                    .formatted(metadata.getChannel(), key.getClass().getSimpleName()));
        }
        return new Received(metadata.getTopic(), metadata.getPartition(), metadata.getOffset(), (byte[]) key,
                metadata.getHeaders(), value);
    }

    /** The headers, the last of each name. */
    Map<String, byte[]> lastHeaders() {
        Map<String, byte[]> last = new LinkedHashMap<>();
        for (Header header : headers) {
            last.put(header.key(), header.value());
        }
        return last;
    }

    /** Where it came from, for a log line. */
    String place() {
        return "%s/%d@%d".formatted(topic, partition, offset);
    }
}
