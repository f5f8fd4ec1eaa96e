package dev.limner.contracts.messages;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;

/**
 * How records become JSON and back: unknown fields are ignored (a newer sender), wrong types are refused and never
 * converted in silence, fields keep their order so that the same record gives the same bytes.
 */
public final class Json {
    /** The one mapper; not to be configured further. */
    public static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .withCoercionConfig(LogicalType.Textual, texts -> texts
                    .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    private Json() {}

    /** The record's JSON, UTF-8. */
    public static byte[] write(Object record) {
        try {
            return MAPPER.writeValueAsBytes(record);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(record.getClass() + " cannot be written as JSON", e);
        }
    }

    /**
     * Reads a JSON object.
     *
     * @throws ProblemException (malformed message) with the place
     */
    public static ObjectNode object(byte[] json) {
        try {
            JsonNode node = MAPPER.readTree(json);
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw new ProblemException(ProblemType.MALFORMED_MESSAGE, "the body is not a JSON object");
        } catch (JsonProcessingException e) {
            throw new ProblemException(ProblemType.MALFORMED_MESSAGE, "the body is not JSON: " + e.getOriginalMessage()
                    + (e.getLocation() == null
                            ? ""
                            : " (line %d, column %d)".formatted(e.getLocation().getLineNr(),
                                    e.getLocation().getColumnNr())),
                    e);
        } catch (IOException e) {
            throw new ProblemException(ProblemType.MALFORMED_MESSAGE, "the body is not UTF-8 JSON: " + e.getMessage(),
                    e);
        }
    }

    /** Reads JSON into a record; see {@link #read(JsonNode, Class)}. */
    public static <T> T read(byte[] json, Class<T> form) {
        return read(object(json), form);
    }

    /**
     * Reads a JSON object into a record.
     *
     * @throws ProblemException (invalid field) naming the field
     */
    public static <T> T read(JsonNode json, Class<T> form) {
        try {
            return MAPPER.treeToValue(json, form);
        } catch (JsonMappingException e) {
            throw FieldProblems.of(e, json);
        } catch (JsonProcessingException e) {
            throw new ProblemException(ProblemType.MALFORMED_MESSAGE, e.getOriginalMessage(), e);
        }
    }
}
