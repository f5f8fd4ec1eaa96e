package dev.limner.images.jpeg;

import java.util.Arrays;

/**
 * The inverse of the 8×8 cosine transform in 32-bit integers: Loeffler, Ligtenberg and Moschytz (1989), 12 multiplications
 * a row, scaled as the Independent JPEG Group's "islow" has it, so that pixels come out as in most of the world's software.
 */
final class InverseTransform {
    private static final int CONST_BITS = 13;
    private static final int PASS1_BITS = 2;
    private static final int FIRST_SHIFT = CONST_BITS - PASS1_BITS;
    private static final int SECOND_SHIFT = CONST_BITS + PASS1_BITS + 3;
    private static final int CENTRE = 128;
    // Constants times 2^13, as the paper names their angles.
    private static final int F_0_298 = 2446;
    private static final int F_0_390 = 3196;
    private static final int F_0_541 = 4433;
    private static final int F_0_765 = 6270;
    private static final int F_0_899 = 7373;
    private static final int F_1_175 = 9633;
    private static final int F_1_501 = 12299;
    private static final int F_1_847 = 15137;
    private static final int F_1_961 = 16069;
    private static final int F_2_053 = 16819;
    private static final int F_2_562 = 20995;
    private static final int F_3_072 = 25172;

    private final int[] work = new int[64];

    /** A block that has nothing but its mean. */
    static void flat(int dc, byte[] samples, int at, int stride) {
        byte value = clamp((dc + 4 >> 3) + CENTRE);
        for (int y = 0, row = at; y < 8; y++, row += stride) {
            for (int x = row; x < row + 8; x++) {
                samples[x] = value;
            }
        }
    }

    /**
     * Samples of a block.
     *
     * @param block dequantised coefficients in natural order; zeros afterwards
     */
    void apply(int[] block, byte[] samples, int at, int stride) {
        for (int x = 0; x < 8; x++) {
            column(block, x);
        }
        Arrays.fill(block, 0);
        for (int y = 0; y < 8; y++) {
            row(8 * y, samples, at + y * stride);
        }
    }

    private void column(int[] in, int x) {
        int[] out = work;
        int c1 = in[x + 8];
        int c2 = in[x + 16];
        int c3 = in[x + 24];
        int c4 = in[x + 32];
        int c5 = in[x + 40];
        int c6 = in[x + 48];
        int c7 = in[x + 56];
        if ((c1 | c2 | c3 | c4 | c5 | c6 | c7) == 0) {
            int dc = in[x] << PASS1_BITS;
            for (int i = x; i < 64; i += 8) {
                out[i] = dc;
            }
            return;
        }
        int z1 = (c2 + c6) * F_0_541;
        int t2 = z1 - c6 * F_1_847;
        int t3 = z1 + c2 * F_0_765;
        int t0 = in[x] + c4 << CONST_BITS;
        int t1 = in[x] - c4 << CONST_BITS;
        int e0 = t0 + t3;
        int e3 = t0 - t3;
        int e1 = t1 + t2;
        int e2 = t1 - t2;
        int z5 = (c7 + c3 + c5 + c1) * F_1_175;
        int z3 = z5 - (c7 + c3) * F_1_961;
        int z4 = z5 - (c5 + c1) * F_0_390;
        int y1 = -(c7 + c1) * F_0_899;
        int y2 = -(c5 + c3) * F_2_562;
        int o0 = c7 * F_0_298 + y1 + z3;
        int o1 = c5 * F_2_053 + y2 + z4;
        int o2 = c3 * F_3_072 + y2 + z3;
        int o3 = c1 * F_1_501 + y1 + z4;
        int half = 1 << FIRST_SHIFT - 1;
        out[x] = e0 + o3 + half >> FIRST_SHIFT;
        out[x + 56] = e0 - o3 + half >> FIRST_SHIFT;
        out[x + 8] = e1 + o2 + half >> FIRST_SHIFT;
        out[x + 48] = e1 - o2 + half >> FIRST_SHIFT;
        out[x + 16] = e2 + o1 + half >> FIRST_SHIFT;
        out[x + 40] = e2 - o1 + half >> FIRST_SHIFT;
        out[x + 24] = e3 + o0 + half >> FIRST_SHIFT;
        out[x + 32] = e3 - o0 + half >> FIRST_SHIFT;
    }

    private void row(int y, byte[] samples, int at) {
        int[] in = work;
        int c1 = in[y + 1];
        int c2 = in[y + 2];
        int c3 = in[y + 3];
        int c4 = in[y + 4];
        int c5 = in[y + 5];
        int c6 = in[y + 6];
        int c7 = in[y + 7];
        int z1 = (c2 + c6) * F_0_541;
        int t2 = z1 - c6 * F_1_847;
        int t3 = z1 + c2 * F_0_765;
        int t0 = in[y] + c4 << CONST_BITS;
        int t1 = in[y] - c4 << CONST_BITS;
        int half = (CENTRE << SECOND_SHIFT) + (1 << SECOND_SHIFT - 1);
        int e0 = t0 + t3 + half;
        int e3 = t0 - t3 + half;
        int e1 = t1 + t2 + half;
        int e2 = t1 - t2 + half;
        int z5 = (c7 + c3 + c5 + c1) * F_1_175;
        int z3 = z5 - (c7 + c3) * F_1_961;
        int z4 = z5 - (c5 + c1) * F_0_390;
        int y1 = -(c7 + c1) * F_0_899;
        int y2 = -(c5 + c3) * F_2_562;
        int o0 = c7 * F_0_298 + y1 + z3;
        int o1 = c5 * F_2_053 + y2 + z4;
        int o2 = c3 * F_3_072 + y2 + z3;
        int o3 = c1 * F_1_501 + y1 + z4;
        samples[at] = clamp(e0 + o3 >> SECOND_SHIFT);
        samples[at + 7] = clamp(e0 - o3 >> SECOND_SHIFT);
        samples[at + 1] = clamp(e1 + o2 >> SECOND_SHIFT);
        samples[at + 6] = clamp(e1 - o2 >> SECOND_SHIFT);
        samples[at + 2] = clamp(e2 + o1 >> SECOND_SHIFT);
        samples[at + 5] = clamp(e2 - o1 >> SECOND_SHIFT);
        samples[at + 3] = clamp(e3 + o0 >> SECOND_SHIFT);
        samples[at + 4] = clamp(e3 - o0 >> SECOND_SHIFT);
    }

    private static byte clamp(int value) {
        return (byte) ((value & ~255) == 0 ? value : value < 0 ? 0 : 255);
    }
}
