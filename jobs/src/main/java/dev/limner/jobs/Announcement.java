package dev.limner.jobs;

import java.util.Objects;

/**
 * An event (or a command to another service) that is to be published, written to the outbox with what it tells about.
 *
 * @param topic the topic, a constant of {@link dev.limner.contracts.Topics}
 * @param key   the record's key
 * @param event one of {@link dev.limner.contracts.messages.MessageType}'s forms
 */
public record Announcement(String topic, String key, Record event) {
    public Announcement {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(event, "event");
    }
}
