package dev.limner.contracts.messages;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.limner.contracts.Limits;
import dev.limner.contracts.names.Names;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;

/**
 * CloudEvents 1.0 over Kafka (Kafka protocol binding 1.0.2), and the plain JSON that any producer can send.
 *
 * <p>Out: always binary mode. In: binary mode ({@code ce_} headers), structured mode (a body with {@code specversion}),
 * or a plain body that carries {@code id} and {@code type}. Where body and headers both name an id or a type, the body
 * wins, so that a copied message means what one can see of it.
 */
public final class CloudEvents {
    public static final String CONTENT_TYPE = "content-type";
    private static final String VERSION = "1.0";
    private static final String HEADER = "ce_";
    private static final String JSON = "application/json";

    private CloudEvents() {}

    /** The headers of an outgoing message. */
    public static Map<String, String> headers(String id, MessageType type, String source, String subject, Instant time,
            long epoch, long sequence) {
        Map<String, String> headers = headers(id, source, subject, time, epoch, sequence);
        headers.put("ce_type", type.full());
        headers.put(CONTENT_TYPE, JSON);
        return headers;
    }

    /** The headers of an outgoing record without a value, which is no event and has no type. */
    public static Map<String, String> headers(String id, String source, String subject, Instant time, long epoch,
            long sequence) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", VERSION);
        headers.put("ce_id", id);
        headers.put("ce_source", source);
        headers.put("ce_subject", subject);
        headers.put("ce_time", time.toString());
        headers.put("ce_epoch", Long.toString(epoch));
        headers.put("ce_sequence", Long.toString(sequence));
        return headers;
    }

    /**
     * Reads a message in any of the three forms.
     *
     * @param headers the record's headers, the last of each name; may be empty
     * @param value   the record's value
     * @throws ProblemException (malformed message, too large, unknown type, invalid field) saying what is wrong
     */
    public static Envelope read(Map<String, byte[]> headers, byte[] value) {
        if (value == null || value.length == 0) {
            throw new ProblemException(ProblemType.MALFORMED_MESSAGE, "the record has no value");
        }
        if (value.length > Limits.MESSAGE_BYTES) {
            throw new ProblemException(ProblemType.TOO_LARGE, "the value has %d bytes; at most %d are read"
                    .formatted(value.length, Limits.MESSAGE_BYTES));
        }
        ObjectNode body = Json.object(value);
        boolean structured = body.has("specversion");
        version(structured ? text(body, "specversion") : header(headers, "specversion"));
        ObjectNode data = structured ? dataOf(body) : body;
        String id = first(text(data, "id"), structured ? text(body, "id") : null, header(headers, "id"));
        String type = first(structured ? null : text(data, "type"), structured ? text(body, "type") : null,
                header(headers, "type"));
        if (type == null) {
            throw new ProblemException(ProblemType.MALFORMED_MESSAGE,
                    "the body has no type: send one, as in \"type\": \"generation.sample\"");
        }
        MessageType known = MessageType.named(type).orElseThrow(
                () -> new ProblemException(ProblemType.UNKNOWN_TYPE,
                        "'%s' is no message of version 1".formatted(type)));
        if (Command.class.isAssignableFrom(known.form())) {
            data.put("id", Names.id("id", id));
        } else if (id == null) {
            throw new ProblemException(ProblemType.MALFORMED_MESSAGE, "the event has no id");
        }
        return new Envelope(id, known,
                first(structured ? text(body, "source") : null, header(headers, "source")),
                time(first(structured ? text(body, "time") : null, header(headers, "time"))),
                number(headers, body, structured, "epoch"), number(headers, body, structured, "sequence"), data);
    }

    private static void version(String version) {
        if (version != null && !version.equals(VERSION)) {
            throw new ProblemException(ProblemType.MALFORMED_MESSAGE,
                    "CloudEvents of version '%s' are not known; send %s".formatted(version, VERSION));
        }
    }

    private static ObjectNode dataOf(ObjectNode structured) {
        if (structured.get("data") instanceof ObjectNode data) {
            return data;
        }
        throw new ProblemException(ProblemType.MALFORMED_MESSAGE, "the CloudEvent's data is not a JSON object");
    }

    private static String text(ObjectNode node, String field) {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw ProblemException.invalidField(field, "is not a string");
        }
        return value.textValue();
    }

    private static String header(Map<String, byte[]> headers, String attribute) {
        byte[] value = headers.get(HEADER + attribute);
        return value == null ? null : new String(value, UTF_8);
    }

    private static long number(Map<String, byte[]> headers, ObjectNode body, boolean structured, String attribute) {
        String text = structured && body.has(attribute) ? body.get(attribute).asText() : header(headers, attribute);
        if (text == null) {
            return 0;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw ProblemException.invalidField(attribute, "'%s' is not a whole number".formatted(text));
        }
    }

    private static Instant time(String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            throw ProblemException.invalidField("time", "'%s' is not a time of RFC 3339".formatted(text));
        }
    }

    private static String first(String... candidates) {
        for (String candidate : candidates) {
            if (candidate != null) {
                return candidate;
            }
        }
        return null;
    }
}
