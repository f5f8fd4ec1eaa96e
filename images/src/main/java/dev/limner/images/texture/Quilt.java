package dev.limner.images.texture;

/**
 * A texture that is wanted.
 *
 * @param width     in pixels, 1 to {@value #LARGEST}
 * @param height    in pixels, 1 to {@value #LARGEST}
 * @param block     side of the blocks in pixels, 4 and up: about the size of the largest thing that the texture repeats;
 *                  0 chooses a quarter of the exemplar's shorter side, 16 to 96 pixels. At most as large as the
 *                  exemplar is taken
 * @param tolerance how much worse than the best block one may be to be drawn, as a share of the best one's error, 0 and
 *                  up; 0.1 in the paper. More is more varied and less smooth
 * @param tileable  whether copies laid side by side shall join without a seam
 * @param seed      any
 */
public record Quilt(int width, int height, int block, double tolerance, boolean tileable, long seed) {
    /** Longest side of a texture, in pixels. */
    public static final int LARGEST = 4096;

    public Quilt {
        if (width < 1 || height < 1 || width > LARGEST || height > LARGEST) {
            throw new IllegalArgumentException("a texture of %d×%d pixels: each side is 1 to %d"
                    .formatted(width, height, LARGEST));
        }
        if (block != 0 && block < 4) {
            throw new IllegalArgumentException(
                    "blocks of %d pixels: at least 4, or 0 to have it chosen".formatted(block));
        }
        if (!(tolerance >= 0 && tolerance <= 100)) {
            throw new IllegalArgumentException("a tolerance of %s: it is 0 to 100".formatted(tolerance));
        }
    }

    /** With blocks chosen by the exemplar and the paper's tolerance. */
    public Quilt(int width, int height, boolean tileable, long seed) {
        this(width, height, 0, 0.1, tileable, seed);
    }
}
