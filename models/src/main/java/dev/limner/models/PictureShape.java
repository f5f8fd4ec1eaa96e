package dev.limner.models;

import dev.limner.contracts.Limits;
import dev.limner.contracts.problems.ProblemException;

/**
 * The shape of every picture that a model sees and paints.
 *
 * @param channels 1 (grey), 3 (rgb) or 4 (rgba, the colours not multiplied by alpha)
 * @param height   pixels, {@link Limits#SMALLEST_SIDE} to {@link Limits#LARGEST_SIDE}
 * @param width    pixels, within the same limits
 */
public record PictureShape(int channels, int height, int width) {
    public PictureShape {
        if (channels != 1 && channels != 3 && channels != 4) {
            throw ProblemException.invalidField("colour",
                    "%d channels: 1 (grey), 3 (rgb) or 4 (rgba)".formatted(channels));
        }
        check("height", height);
        check("width", width);
    }

    /** Bytes of one picture: channels × height × width. */
    public int bytes() {
        return channels * height * width;
    }

    private static void check(String field, int side) {
        if (side < Limits.SMALLEST_SIDE || side > Limits.LARGEST_SIDE) {
            throw ProblemException.invalidField(field,
                    "%d pixels: %d to %d".formatted(side, Limits.SMALLEST_SIDE, Limits.LARGEST_SIDE));
        }
    }
}
