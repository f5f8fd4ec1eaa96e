package dev.limner.models.gan;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.models.PictureShape;

/**
 * How often the residual networks halve a picture, and how wide they are on the way: with F channels, 2F and then 4F at
 * half the sides and below. The sides are halved until the smaller one is at most 8; a picture whose sides leave a rest is
 * on a {@link Canvas}.
 *
 * @param count    L, 1 to 5
 * @param channels F, at full size
 * @param canvas   whose sides are multiples of 2^L
 */
record Levels(int count, int channels, Canvas canvas) {
    private static final int SMALLEST = 8;
    private static final int UNIT = 4;

    /** @throws ProblemException for a side that is no multiple of 4 */
    static Levels of(PictureShape shape, int channels) {
        if (shape.height() % UNIT != 0 || shape.width() % UNIT != 0) {
            throw ProblemException.invalidField("size", "%d×%d: the gan needs sides that are multiples of %d"
                    .formatted(shape.width(), shape.height(), UNIT));
        }
        int count = 1;
        while (Math.min(shape.height(), shape.width()) > SMALLEST << count) {
            count++;
        }
        return new Levels(count, channels, Canvas.ofMultiples(shape, 1 << count));
    }

    /** Channels after {@code halvings} halvings. */
    int channels(int halvings) {
        return channels << Math.min(halvings, 2);
    }

    /** Height after {@code halvings} halvings. */
    int height(int halvings) {
        return canvas.height() >> halvings;
    }

    /** Width after {@code halvings} halvings. */
    int width(int halvings) {
        return canvas.width() >> halvings;
    }
}
