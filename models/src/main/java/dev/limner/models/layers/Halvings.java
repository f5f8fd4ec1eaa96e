package dev.limner.models.layers;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.models.PictureShape;

/**
 * How often a picture's sides are halved on the way to a network's deepest layer: twice, and on until the shorter is at most
 * {@value #SMALLEST} pixels.
 *
 * @param levels L
 * @param height of the deepest layer, H / 2^L
 * @param width  of the deepest layer, W / 2^L
 */
public record Halvings(int levels, int height, int width) {
    private static final int SMALLEST = 8;
    private static final int FEWEST = 2;

    /**
     * @param family named where a side cannot be halved that often
     * @throws ProblemException if a side is not a multiple of 2^L
     */
    public static Halvings of(PictureShape shape, String family) {
        int levels = FEWEST;
        while (Math.min(shape.height(), shape.width()) >> levels > SMALLEST) {
            levels++;
        }
        int unit = 1 << levels;
        if (shape.height() % unit != 0 || shape.width() % unit != 0) {
            throw ProblemException.invalidField("size", "%d×%d: the %s needs sides that are multiples of %d"
                    .formatted(shape.width(), shape.height(), family, unit));
        }
        return new Halvings(levels, shape.height() >> levels, shape.width() >> levels);
    }
}
