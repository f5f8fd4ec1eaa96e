package dev.limner.jobs;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.jdbi.v3.core.Handle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;

import dev.limner.contracts.Limits;
import dev.limner.contracts.messages.CloudEvents;
import dev.limner.contracts.messages.Event;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.messages.MessageType;

/**
 * The table of what is still to be published, written in the transaction that changes what it tells about.
 *
 * <p>Positions are handed out in the order of writing. Who writes an entity's rows holds the entity's row lock from
 * before its first position until its commit, so that within an entity a visible row has no invisible one before it.
 * Between entities that does not hold: nobody may follow this table by the highest position seen.
 */
final class Outbox {
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {
    };
    private static final int ROWS = 200;
    private static final long BYTES = 16 << 20;

    private final String source;
    private final Clock clock;

    Outbox(String source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /** A row that waits. */
    record Row(long position, String entity, OutboxMessage message) {}

    /** Writes a job's events, with the sequences after {@code sequence}. */
    void add(Handle handle, String job, long epoch, long sequence, List<Announcement> events) {
        for (Announcement event : events) {
            sequence++;
            add(handle, job, message("%s:%d:%d".formatted(job, epoch, sequence), epoch, sequence, event));
        }
    }

    /** Writes a message, unless one with its id has been written before. */
    boolean add(Handle handle, String entity, OutboxMessage message) {
        int added = handle.createUpdate("""
                INSERT INTO outbox (event_id, entity, topic, key, headers, value)
                VALUES (:event, :entity, :topic, :key, :headers, :value) ON CONFLICT (event_id) DO NOTHING""")
                .bind("event", message.eventId()).bind("entity", entity)
                .bind("topic", message.topic()).bind("key", message.key())
                .bind("headers", text(message.headers())).bind("value", message.value())
                .execute();
        if (added > 0) {
            Wakeups.tell(handle, Wakeups.OUTBOX);
        }
        return added > 0;
    }

    OutboxMessage message(String id, long epoch, long sequence, Announcement announcement) {
        if (announcement.event() == null) {
            return new OutboxMessage(announcement.topic(), announcement.key(),
                    CloudEvents.headers(id, source, announcement.key(), clock.instant(), epoch, sequence), null);
        }
        MessageType type = MessageType.of(announcement.event());
        String subject = announcement.event() instanceof Event event ? event.subject() : announcement.key();
        byte[] value = Json.write(announcement.event());
        if (value.length > Limits.MESSAGE_BYTES) {
            throw new IllegalArgumentException("%s %s has %d bytes; a message has at most %d"
                    .formatted(type.name(), id, value.length, Limits.MESSAGE_BYTES));
        }
        return new OutboxMessage(announcement.topic(), announcement.key(),
                CloudEvents.headers(id, type, source, subject, clock.instant(), epoch, sequence), value);
    }

    /** The first rows that wait, some 200 of them or 16 MiB, without those of the entities held back. */
    List<Row> unsent(Handle handle, Collection<String> held) {
        return handle
                .createQuery(
                        """
                                SELECT position, entity, topic, key, headers, value FROM (
                                    SELECT *, sum(bytes) OVER (ORDER BY position) - bytes AS before FROM (
                                        SELECT *, coalesce(octet_length(value), 0) AS bytes FROM outbox WHERE sent_at IS NULL AND entity <> ALL (:held)
                                        ORDER BY position LIMIT :rows) AS waiting) AS summed
                                WHERE before < :bytes ORDER BY position""")
                .bindArray("held", String.class, held.toArray()).bind("rows", ROWS).bind("bytes", BYTES)
                .map((row, context) -> new Row(row.getLong("position"), row.getString("entity"),
                        new OutboxMessage(row.getString("topic"), row.getString("key"),
                                headers(row.getString("headers")), row.getBytes("value"))))
                .list();
    }

    void sent(Handle handle, Collection<Long> positions) {
        handle.createUpdate("UPDATE outbox SET sent_at = clock_timestamp() WHERE position = ANY (:positions)")
                .bindArray("positions", Long.class, positions.toArray()).execute();
    }

    private static String text(Map<String, String> headers) {
        try {
            return Json.MAPPER.writeValueAsString(headers);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("headers " + headers + " cannot be written as JSON", e);
        }
    }

    private static Map<String, String> headers(String text) {
        try {
            return Json.MAPPER.readValue(text, HEADERS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an outbox row's headers are not a JSON object of strings: " + text, e);
        }
    }
}
