package dev.limner.contracts.messages;

import dev.limner.contracts.Limits;
import dev.limner.contracts.problems.ProblemException;

/**
 * A part of a picture.
 *
 * @param x      its first column, 0 and up
 * @param y      its first row, 0 and up
 * @param width  in pixels, 1 and up
 * @param height in pixels, 1 and up
 */
public record Box(int x, int y, int width, int height) {
    public Box {
        if (x < 0 || y < 0 || width < 1 || height < 1
                || Math.max((long) x + width, (long) y + height) > Limits.PICTURE_PIXELS) {
            throw ProblemException.invalidField(null,
                    "(%d, %d) with %d×%d pixels: x and y are 0 and up, width and height 1 and up, within the picture"
                            .formatted(x, y, width, height));
        }
    }
}
