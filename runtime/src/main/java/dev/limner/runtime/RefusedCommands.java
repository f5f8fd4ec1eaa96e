package dev.limner.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.limner.contracts.Limits;
import dev.limner.contracts.messages.Envelope;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.messages.MessageType;
import dev.limner.contracts.names.Names;
import dev.limner.contracts.problems.Problem;
import dev.limner.contracts.problems.ProblemException;

/** Reads as much of a refused command as can be read: above all whose it is. */
final class RefusedCommands {
    private static final Logger LOG = Logger.getLogger(RefusedCommands.class);

    private RefusedCommands() {}

    /** The command, where its id is known and is one; empty where nobody could be told. */
    static Optional<RefusedCommand> read(Received record, Envelope envelope, Problem problem) {
        if (envelope != null) {
            return Optional.of(new RefusedCommand(envelope.id(), envelope.type().name(), envelope.data(), problem));
        }
        ObjectNode body = body(record);
        ObjectNode data = body.get("data") instanceof ObjectNode inner && body.has("specversion") ? inner : body;
        String id = first(data.path("id").textValue(), body.path("id").textValue(), header(record, "ce_id"));
        String type = first(body.path("type").textValue(), header(record, "ce_type"));
        return valid(id).map(known -> new RefusedCommand(known,
                Optional.ofNullable(type).flatMap(MessageType::named).map(MessageType::name).orElse(null), data,
                problem));
    }

    private static ObjectNode body(Received record) {
        if (record.value() != null && record.value().length <= Limits.MESSAGE_BYTES) {
            try {
                return Json.object(record.value());
            } catch (ProblemException e) {
                LOG.debugf("%s: only its headers can be read: %s", record.place(), e.getMessage());
            }
        }
        return JsonNodeFactory.instance.objectNode();
    }

    private static Optional<String> valid(String id) {
        try {
            return id == null ? Optional.empty() : Optional.of(Names.id("id", id));
        } catch (ProblemException e) {
            LOG.debugf("nobody can be told: %s", e.getMessage());
            return Optional.empty();
        }
    }

    private static String header(Received record, String name) {
        byte[] value = record.lastHeaders().get(name);
        return value == null ? null : new String(value, UTF_8);
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
