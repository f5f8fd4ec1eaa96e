package dev.limner.contracts.messages;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;

import dev.limner.contracts.Limits;
import dev.limner.contracts.problems.ProblemException;

/**
 * The side that an import's pictures are to have: a number of pixels, or {@code "recommended"}, which is chosen from the
 * pictures themselves.
 *
 * @param pixels {@link Limits#SMALLEST_SIDE} to {@link Limits#LARGEST_SIDE}; null for recommended
 */
public record TargetSize(Integer pixels) {
    /** Chosen from the pictures. */
    public static final TargetSize RECOMMENDED = new TargetSize(null);
    private static final String WORD = "recommended";
    private static final String FIELD = "size";

    @JsonCreator(mode = JsonCreator.Mode.DISABLED)
    public TargetSize {
        if (pixels != null && (pixels < Limits.SMALLEST_SIDE || pixels > Limits.LARGEST_SIDE)) {
            throw ProblemException.invalidField(FIELD, "%d is outside %d to %d pixels"
                    .formatted(pixels, Limits.SMALLEST_SIDE, Limits.LARGEST_SIDE));
        }
    }

    public static TargetSize of(int pixels) {
        return new TargetSize(pixels);
    }

    /** Reads a number or the word; a number in quotes is not taken for one. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static TargetSize read(JsonNode json) {
        if (json.isTextual() && json.textValue().equals(WORD)) {
            return RECOMMENDED;
        }
        if (!json.isIntegralNumber() || !json.canConvertToInt()) {
            String text = json.toString();
            throw ProblemException.invalidField(FIELD, "%s is not a whole number of pixels, nor \"%s\""
                    .formatted(text.length() <= 80 ? text : text.substring(0, 80) + "…", WORD));
        }
        return of(json.intValue());
    }

    /** The number, or the word. */
    @JsonValue
    public Object written() {
        return pixels == null ? WORD : pixels;
    }

    @Override
    public String toString() {
        return written().toString();
    }
}
