package dev.limner.images.webp;

import java.util.Arrays;

/** VP8's transforms (RFC 6386, section 14.3 and 14.4), exact in integers. */
final class Transforms {
    private static final int COSINE = 20091;
    private static final int SINE = 35468;
    private final int[] work = new int[16];

    /**
     * Takes the means of 16 blocks out of the coefficients of their transform.
     *
     * @param means  16 coefficients; zeros afterwards
     * @param blocks receives each mean as the first of its block's 16
     */
    void means(int[] means, int[] blocks) {
        for (int i = 0; i < 4; i++) {
            int a0 = means[i] + means[12 + i];
            int a1 = means[4 + i] + means[8 + i];
            int a2 = means[4 + i] - means[8 + i];
            int a3 = means[i] - means[12 + i];
            work[i] = a0 + a1;
            work[8 + i] = a0 - a1;
            work[4 + i] = a3 + a2;
            work[12 + i] = a3 - a2;
        }
        for (int i = 0; i < 4; i++) {
            int dc = work[4 * i] + 3;
            int a0 = dc + work[4 * i + 3];
            int a1 = work[4 * i + 1] + work[4 * i + 2];
            int a2 = work[4 * i + 1] - work[4 * i + 2];
            int a3 = dc - work[4 * i + 3];
            blocks[64 * i] = a0 + a1 >> 3;
            blocks[64 * i + 16] = a3 + a2 >> 3;
            blocks[64 * i + 32] = a0 - a1 >> 3;
            blocks[64 * i + 48] = a3 - a2 >> 3;
        }
        Arrays.fill(means, 0);
    }

    /** Adds a block's residual to what was predicted. */
    void add(int[] blocks, int from, Plane plane, int at) {
        for (int i = 0; i < 4; i++) {
            int a = blocks[from + i] + blocks[from + 8 + i];
            int b = blocks[from + i] - blocks[from + 8 + i];
            int c = sine(blocks[from + 4 + i]) - cosine(blocks[from + 12 + i]);
            int d = cosine(blocks[from + 4 + i]) + sine(blocks[from + 12 + i]);
            work[4 * i] = a + d;
            work[4 * i + 1] = b + c;
            work[4 * i + 2] = b - c;
            work[4 * i + 3] = a - d;
        }
        for (int i = 0; i < 4; i++) {
            int dc = work[i] + 4;
            int a = dc + work[8 + i];
            int b = dc - work[8 + i];
            int c = sine(work[4 + i]) - cosine(work[12 + i]);
            int d = cosine(work[4 + i]) + sine(work[12 + i]);
            int row = at + i * plane.stride;
            plane.set(row, plane.get(row) + (a + d >> 3));
            plane.set(row + 1, plane.get(row + 1) + (b + c >> 3));
            plane.set(row + 2, plane.get(row + 2) + (b - c >> 3));
            plane.set(row + 3, plane.get(row + 3) + (a - d >> 3));
        }
    }

    private static int cosine(int value) {
        return (value * COSINE >> 16) + value;
    }

    private static int sine(int value) {
        return value * SINE >> 16;
    }
}
