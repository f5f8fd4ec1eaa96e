package dev.limner.gateway.submissions;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import dev.limner.contracts.messages.CloudEvents;
import dev.limner.contracts.messages.Command;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.messages.MessageType;
import dev.limner.jobs.OutboxMessage;

/**
 * A command that came in over HTTP, as the row that it is published from.
 *
 * @param id          the command's
 * @param topic       where it travels
 * @param key         the record's key
 * @param type        its CloudEvents type
 * @param subject     the job it begins or is meant for
 * @param body        the command as JSON: the record's value
 * @param fingerprint SHA-256 of what makes a repetition the same request
 * @param apiKey      id of the key it was sent with
 */
public record Submission(String id, String topic, String key, String type, String subject, byte[] body,
        byte[] fingerprint, String apiKey, Instant createdAt) {
    private static final String SOURCE = "limner/gateway";

    /**
     * A command to be submitted.
     *
     * @param subject the job it begins or is meant for
     * @param key     the record's key
     */
    public static Submission of(Command command, String subject, String key, byte[] fingerprint, String apiKey,
            Instant now) {
        MessageType type = MessageType.of((Record) command);
        return new Submission(command.id(), type.topic(), key, type.full(), subject, Json.write(command), fingerprint,
                apiKey, now.truncatedTo(ChronoUnit.MICROS));
    }

    /** The record that is sent to Kafka, the same however often it is. */
    public OutboxMessage message() {
        MessageType known = MessageType.named(type).orElseThrow(
                () -> new IllegalStateException("submission %s is a '%s'".formatted(id, type)));
        Map<String, String> headers = CloudEvents.headers(id, known, SOURCE, subject, createdAt, 0, 0);
        return new OutboxMessage(topic, key, headers, body);
    }
}
