package dev.limner.gateway.submissions;

import java.io.IOException;
import java.io.InputStream;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.limner.contracts.Limits;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;

/** A request's JSON body, read up to its limit and no further. */
public final class JsonBody {
    private JsonBody() {}

    /**
     * Reads a command's fields; an empty body is an empty object.
     *
     * @param id the command's id, which the body does not carry
     * @throws ProblemException (too large), (malformed message) with the place, (invalid field) with the field
     */
    public static <T extends Record> T read(InputStream body, String id, Class<T> command) {
        ObjectNode fields = object(body);
        fields.put("id", id);
        return Json.read(fields, command);
    }

    /**
     * Reads a JSON object; an empty body is an empty object.
     *
     * @throws ProblemException (too large), (malformed message) with the place
     */
    public static ObjectNode object(InputStream body) {
        byte[] json;
        try {
            json = body.readNBytes(Limits.JSON_BYTES + 1);
        } catch (IOException e) {
            throw new ProblemException(ProblemType.MALFORMED_MESSAGE, "the body broke off: " + e.getMessage(), e);
        }
        if (json.length > Limits.JSON_BYTES) {
            throw new ProblemException(ProblemType.TOO_LARGE,
                    "a JSON body has at most %d bytes".formatted(Limits.JSON_BYTES));
        }
        return json.length == 0 ? Json.MAPPER.createObjectNode() : Json.object(json);
    }
}
