package dev.limner.jobs;

import java.util.Objects;

/**
 * An event (or a command to another service) that is to be published, written to the outbox with what it tells about.
 *
 * @param topic the topic, a constant of {@link dev.limner.contracts.Topics}
 * @param key   the record's key
 * @param event one of {@link dev.limner.contracts.messages.MessageType}'s forms; null for a record without a value, which
 *              removes its key from a compacted topic
 */
public record Announcement(String topic, String key, Record event) {
    public Announcement {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(key, "key");
    }

    /** A record without a value: the key is gone. */
    public static Announcement tombstone(String topic, String key) {
        return new Announcement(topic, key, null);
    }
}
