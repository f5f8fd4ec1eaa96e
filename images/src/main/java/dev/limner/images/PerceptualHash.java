package dev.limner.images;

import java.util.Arrays;

/**
 * Sixty-three bits that say what a picture looks like from afar: two pictures that differ by size, brightness, contrast or
 * compression differ in few of them, other pictures in about half.
 *
 * <p>The bits are the signs, about their median, of the 8×8 lowest coefficients of the grey picture's discrete cosine
 * transform, but for the first, which is the brightness (Zauner, "Implementation and Benchmarking of Perceptual Image Hash
 * Functions", 2010, section 3.2.1). The transform is taken on the picture's own grid, which gives low frequencies the same
 * values, up to a factor, at any size. For use by many threads.
 */
public final class PerceptualHash {
    private static final int SIDE = 8;
    private static final int BITS = SIDE * SIDE;

    private final float[] across;
    private final float[] down;
    private final int width;
    private final int height;

    /** A hash of pictures of one size. */
    public PerceptualHash(int width, int height) {
        this.width = width;
        this.height = height;
        this.across = cosines(width);
        this.down = cosines(height);
    }

    /**
     * The picture's hash; bit 0 is never set.
     *
     * @param picture of the size this was made for; what is transparent shows white
     */
    public long of(Picture picture) {
        if (picture.width() != width || picture.height() != height) {
            throw new IllegalArgumentException("%s is not %d×%d".formatted(picture, width, height));
        }
        byte[] grey = picture.toGrey().pixels();
        float[] coefficients = new float[BITS];
        float[] row = new float[SIDE];
        for (int y = 0; y < height; y++) {
            Arrays.fill(row, 0);
            for (int x = 0; x < width; x++) {
                int value = grey[y * width + x] & 0xff;
                for (int u = 0; u < SIDE; u++) {
                    row[u] += value * across[x * SIDE + u];
                }
            }
            for (int v = 0; v < SIDE; v++) {
                for (int u = 0; u < SIDE; u++) {
                    coefficients[v * SIDE + u] += row[u] * down[y * SIDE + v];
                }
            }
        }
        return bits(coefficients);
    }

    /** In how many bits two hashes differ. */
    public static int distance(long one, long other) {
        return Long.bitCount(one ^ other);
    }

    private static long bits(float[] coefficients) {
        float[] sorted = Arrays.copyOfRange(coefficients, 1, BITS);
        Arrays.sort(sorted);
        float median = sorted[sorted.length / 2];
        long bits = 0;
        for (int i = 1; i < BITS; i++) {
            bits |= coefficients[i] > median ? 1L << i : 0;
        }
        return bits;
    }

    /** cos((2x + 1) u π / 2n) at [x * 8 + u]. */
    private static float[] cosines(int n) {
        float[] cosines = new float[n * SIDE];
        for (int x = 0; x < n; x++) {
            for (int u = 0; u < SIDE; u++) {
                cosines[x * SIDE + u] = (float) Math.cos((2 * x + 1) * u * Math.PI / (2 * n));
            }
        }
        return cosines;
    }
}
