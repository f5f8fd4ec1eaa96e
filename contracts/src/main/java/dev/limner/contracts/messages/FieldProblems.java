package dev.limner.contracts.messages;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;

import dev.limner.contracts.problems.Problem;
import dev.limner.contracts.problems.ProblemException;

/** Says which field of a JSON body could not be read, and why, in the sender's words and not in Java's. */
final class FieldProblems {
    private static final int SHOWN = 80;

    private FieldProblems() {}

    /**
     * The refusal for what the mapper could not read.
     *
     * @param json the body that was read
     */
    static ProblemException of(JsonMappingException e, JsonNode json) {
        String path = path(e);
        if (e.getCause() instanceof ProblemException refused) {
            return new ProblemException(Problem.invalidField(joined(path, refused.problem().field()),
                    refused.problem().detail()), refused);
        }
        return new ProblemException(Problem.invalidField(path, reason(e, json)), e);
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    /** A record names its own fields; a value that is one field (a reference, a budget) names that field itself. */
    private static String joined(String path, String field) {
        if (field == null || path.equals(field) || path.endsWith("." + field)) {
            return path;
        }
        return path.isEmpty() ? field : path + "." + field;
    }

    private static String reason(JsonMappingException e, JsonNode json) {
        if (!(e instanceof MismatchedInputException mismatch) || mismatch.getTargetType() == null) {
            return e.getOriginalMessage();
        }
        JsonNode value = valueAt(e, json);
        String kind = kind(mismatch.getTargetType());
        if (value == null || value.isNull()) {
            return "is missing: it must be " + kind;
        }
        String text = value.toString();
        return "%s is not %s".formatted(text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…", kind);
    }

    private static JsonNode valueAt(JsonMappingException e, JsonNode json) {
        JsonNode node = json;
        for (Reference step : e.getPath()) {
            if (node == null) {
                return null;
            }
            node = step.getFieldName() == null ? node.get(step.getIndex()) : node.get(step.getFieldName());
        }
        return node;
    }

    private static String kind(Class<?> type) {
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number";
        }
        if (type == double.class || type == Double.class) {
            return "a number";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type.isEnum()) {
            return "one of " + Arrays.stream(type.getFields()).filter(field -> field.isEnumConstant())
                    .map(field -> field.getAnnotation(JsonProperty.class).value())
                    .collect(Collectors.joining(", "));
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "an array";
        }
        boolean object = Map.class.isAssignableFrom(type) || type.isRecord() && !Texts.written(type);
        return object ? "an object" : "a string";
    }
}
