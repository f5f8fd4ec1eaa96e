package dev.limner.contracts.messages;

import java.io.IOException;
import java.util.Base64;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;

import dev.limner.contracts.problems.ProblemException;

/** Reads the three forms that a picture has in a command. */
final class InputPictures extends StdDeserializer<InputPicture> {
    private static final long serialVersionUID = 1L;
    private static final String FORMS = "the file in base64, \"upload:<sha256>\", or {\"generation\": id, \"index\": n}";

    InputPictures() {
        super(InputPicture.class);
    }

    @Override
    public InputPicture deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        JsonNode json = context.readTree(parser);
        if (json.isTextual()) {
            return read(json.textValue());
        }
        JsonNode generation = json.path("generation");
        JsonNode index = json.path("index");
        if (json.isObject() && generation.isTextual() && index.isIntegralNumber() && index.canConvertToInt()) {
            return new InputPicture.Generated(generation.textValue(), index.intValue());
        }
        throw ProblemException.invalidField(null, "is no picture: send " + FORMS);
    }

    private static InputPicture read(String text) {
        if (text.startsWith(InputPicture.UPLOAD)) {
            return new InputPicture.Upload(text.substring(InputPicture.UPLOAD.length()));
        }
        try {
            return new InputPicture.Inline(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalidField(null,
                    "is no base64 (%s): send %s".formatted(e.getMessage(), FORMS));
        }
    }
}
