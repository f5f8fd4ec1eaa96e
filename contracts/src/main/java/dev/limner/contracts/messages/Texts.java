package dev.limner.contracts.messages;

import java.io.IOException;
import java.util.Arrays;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;

/**
 * Reads a text that people write as a number too: a class by its index ({@code "label": 3}), a setting
 * ({@code "latents": 16}). Everywhere else a number is not taken for a text.
 */
final class Texts extends StdScalarDeserializer<String> {
    private static final long serialVersionUID = 1L;

    Texts() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        return parser.currentToken().isScalarValue()
                ? parser.getText()
                : (String) context.handleUnexpectedToken(String.class, parser);
    }

    /** Whether a record is written as one text, such as a reference. */
    static boolean written(Class<?> record) {
        return Arrays.stream(record.getMethods()).anyMatch(method -> method.isAnnotationPresent(JsonValue.class));
    }
}
