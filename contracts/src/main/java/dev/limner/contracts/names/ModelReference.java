package dev.limner.contracts.names;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import dev.limner.contracts.problems.ProblemException;

/**
 * A checkpoint by way of its model: {@code flowers-vae} (its latest), {@code flowers-vae@production} (an alias) or
 * {@code flowers-vae@<checkpoint id>}.
 *
 * @param model    the model's name
 * @param selector an alias or a checkpoint's id; {@link #LATEST} where none is given
 */
public record ModelReference(String model, String selector) {
    /** The alias of the newest checkpoint. */
    public static final String LATEST = "latest";
    /** The alias of the checkpoint that was measured to be the best. */
    public static final String BEST = "best";

    @JsonCreator(mode = JsonCreator.Mode.DISABLED)
    public ModelReference {
        Names.name("model", model);
        if (selector == null || !selector.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,127}")) {
            throw ProblemException.invalidField("model", "'%s@%s': after the @ comes an alias or a checkpoint's id"
                    .formatted(model, Names.shortened(selector)));
        }
    }

    /** Reads {@code model} or {@code model@selector}. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static ModelReference parse(String text) {
        if (text == null) {
            throw ProblemException.invalidField("model",
                    "is missing: name a model, as in flowers-vae or flowers-vae@latest");
        }
        int at = text.indexOf('@');
        return at < 0
                ? new ModelReference(text, LATEST)
                : new ModelReference(text.substring(0, at), text.substring(at + 1));
    }

    @Override
    @JsonValue
    public String toString() {
        return model + "@" + selector;
    }
}
