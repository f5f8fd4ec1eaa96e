package dev.limner.contracts.messages;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.limner.contracts.names.ModelReference;
import dev.limner.contracts.problems.ProblemException;

/** What the fields of commands with pictures are checked by. */
final class Inputs {
    private Inputs() {}

    static void required(String field, InputPicture picture) {
        if (picture == null) {
            throw ProblemException.invalidField(field, "is missing: the file in base64, upload:<sha256>, or "
                    + "{\"generation\": id, \"index\": n}");
        }
    }

    static void required(ModelReference model) {
        if (model == null) {
            throw ProblemException.invalidField("model",
                    "is missing: name a model, as in flowers-vae or flowers-vae@latest");
        }
    }

    static int within(String field, Integer value, int usual, int least, int most) {
        int number = value == null ? usual : value;
        if (number < least || number > most) {
            throw ProblemException.invalidField(field, "%d is outside %d to %d".formatted(number, least, most));
        }
        return number;
    }

    /** Names and pictures by turns; those that are null are left out. */
    static Map<String, InputPicture> of(Object... named) {
        Map<String, InputPicture> inputs = new LinkedHashMap<>();
        for (int i = 0; i < named.length; i += 2) {
            if (named[i + 1] != null) {
                inputs.put((String) named[i], (InputPicture) named[i + 1]);
            }
        }
        return inputs;
    }
}
