package dev.limner.datasets.versions;

import java.util.List;

import dev.limner.contracts.messages.Transform;
import dev.limner.images.Draws;
import dev.limner.images.Variation;

/** Draws a variation for each new picture: the same for the same seed, class and number. */
final class Transforming {
    private static final double MOST_SHIFT = 0.1;
    private static final double MOST_DEGREES = 12;
    private static final double MOST_COLOUR = 0.15;
    private static final int WHITE = 255;

    private final List<Transform> transforms;
    private final long seed;

    Transforming(List<Transform> transforms, long seed) {
        this.transforms = transforms;
        this.seed = seed;
    }

    /** The variation of a class's n-th new picture. */
    Variation draw(int label, int n) {
        // Every value is drawn whether it is wanted or not, so that one more transform leaves the others as they are.
        Draws draws = new Draws(seed, label, n);
        boolean mirrored = draws.below(2) == 1 && transforms.contains(Transform.FLIP);
        double degrees = draws.between(-MOST_DEGREES, MOST_DEGREES);
        double right = draws.between(-MOST_SHIFT, MOST_SHIFT);
        double down = draws.between(-MOST_SHIFT, MOST_SHIFT);
        double brightness = draws.between(-MOST_COLOUR, MOST_COLOUR) * WHITE;
        double contrast = draws.between(1 - MOST_COLOUR, 1 + MOST_COLOUR);
        double saturation = draws.between(1 - MOST_COLOUR, 1 + MOST_COLOUR);
        boolean shift = transforms.contains(Transform.SHIFT);
        boolean colour = transforms.contains(Transform.COLOUR);
        return new Variation(mirrored, transforms.contains(Transform.ROTATE) ? degrees : 0, shift ? right : 0,
                shift ? down : 0, colour ? brightness : 0, colour ? contrast : 1, colour ? saturation : 1);
    }
}
