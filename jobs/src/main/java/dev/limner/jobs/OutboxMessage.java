package dev.limner.jobs;

import java.util.Map;

/**
 * A message that is ready to be sent.
 *
 * @param topic   the topic
 * @param key     the record's key
 * @param headers CloudEvents headers ({@code ce_id}, {@code ce_type}, …) and the content type
 * @param value   JSON; null for a tombstone
 */
public record OutboxMessage(String topic, String key, Map<String, String> headers, byte[] value) {

    /** The event's id, the same however often it is published. */
    public String eventId() {
        return headers.get("ce_id");
    }
}
