package dev.limner.contracts.messages;

import java.time.Instant;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A message as it was read from Kafka, whichever of the three forms it came in (CloudEvents 1.0 binary mode, structured
 * mode, or plain JSON with {@code id} and {@code type}).
 *
 * @param id       of the message itself; for an event deterministic from (entity, epoch, sequence)
 * @param type     what it is
 * @param source   who sent it; null in plain JSON
 * @param time     when it was made; null in plain JSON
 * @param epoch    of the job's claim that it comes from, where it is an event; else 0
 * @param sequence of the event among its job's; 0 for commands and for best-effort events
 * @param data     the body
 */
public record Envelope(String id, MessageType type, String source, Instant time, long epoch, long sequence,
        ObjectNode data) {

    /**
     * The body as the record it stands for.
     *
     * @throws dev.limner.contracts.problems.ProblemException (malformed message, invalid field) naming the field
     */
    public Record message() {
        return Json.read(data, type.form());
    }
}
