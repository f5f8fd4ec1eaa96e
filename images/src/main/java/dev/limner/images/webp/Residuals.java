package dev.limner.images.webp;

import java.util.Arrays;

/**
 * Reads the coefficients of a macroblock (RFC 6386, section 13): of the means of its 16 luma blocks where it is predicted as
 * a whole, of those blocks, and of 4 blocks of each chroma.
 */
final class Residuals {
    /** Luma without its means, the means, chroma, luma with its means. */
    private static final int LUMA_REST = 0;
    private static final int MEANS = 1;
    private static final int CHROMA = 2;
    private static final int LUMA = 3;
    private static final int CONTEXT = Vp8Tables.TOKENS;
    private static final int BAND = Vp8Tables.CONTEXTS * CONTEXT;
    private static final int TYPE = Vp8Tables.BANDS * BAND;

    private final int[] tokens;
    private final Transforms transforms;
    private final int[] means = new int[16];
    /** Whether the block above each column, and the one to the left of each row, had coefficients: 4 Y, 2 U, 2 V, 1 mean. */
    private final byte[] above;
    private final byte[] left = new byte[9];
    /** Coefficients of 24 blocks of 16: 16 Y, 4 U, 4 V. */
    final int[] blocks = new int[24 * 16];

    Residuals(int[] tokens, int macroblocksAcross, Transforms transforms) {
        this.tokens = tokens;
        this.transforms = transforms;
        this.above = new byte[9 * macroblocksAcross];
    }

    void beginRow() {
        Arrays.fill(left, (byte) 0);
    }

    /** Takes a macroblock as one without coefficients. */
    void skip(int column, boolean whole) {
        for (int i = 0; i < (whole ? 9 : 8); i++) {
            above[9 * column + i] = 0;
            left[i] = 0;
        }
    }

    /**
     * Reads a macroblock's coefficients, dequantised, into the blocks.
     *
     * @param whole whether it is predicted as a whole
     * @return whether any is not zero
     */
    boolean read(BoolDecoder in, int column, boolean whole, int[] steps) {
        int up = 9 * column;
        boolean any = false;
        if (whole) {
            int count = block(in, MEANS, above[up + 8] + left[8], 0, steps[2], steps[3], means, 0);
            above[up + 8] = left[8] = (byte) (count > 0 ? 1 : 0);
            transforms.means(means, blocks);
        }
        int first = whole ? 1 : 0;
        for (int i = 0; i < 16; i++) {
            int x = i & 3;
            int y = i >> 2;
            int count = block(in, whole ? LUMA_REST : LUMA, above[up + x] + left[y], first, steps[0], steps[1], blocks,
                    16 * i);
            above[up + x] = left[y] = (byte) (count > first ? 1 : 0);
            any |= count > first || blocks[16 * i] != 0;
        }
        for (int i = 0; i < 8; i++) {
            int x = 4 + (i >> 2) * 2 + (i & 1);
            int y = 4 + (i >> 2) * 2 + (i >> 1 & 1);
            int count = block(in, CHROMA, above[up + x] + left[y], 0, steps[4], steps[5], blocks, 256 + 16 * i);
            above[up + x] = left[y] = (byte) (count > 0 ? 1 : 0);
            any |= count > 0;
        }
        return any;
    }

    /** One block; returns the place after its last coefficient, or where it began. */
    private int block(BoolDecoder in, int type, int context, int first, int dc, int ac, int[] to, int at) {
        int probabilities = type * TYPE + Vp8Tables.BAND[first] * BAND + context * CONTEXT;
        int place = first;
        while (place < 16 && in.bit(tokens[probabilities]) == 1) {
            while (in.bit(tokens[probabilities + 1]) == 0) {
                if (++place == 16) {
                    return 16;
                }
                probabilities = type * TYPE + Vp8Tables.BAND[place] * BAND;
            }
            int value = 1;
            int next = 1;
            if (in.bit(tokens[probabilities + 2]) == 1) {
                value = large(in, probabilities);
                next = 2;
            }
            value = in.bit(128) == 1 ? -value : value;
            to[at + Vp8Tables.ZIGZAG[place]] = value * (place == 0 ? dc : ac);
            place++;
            probabilities = type * TYPE + Vp8Tables.BAND[place] * BAND + next * CONTEXT;
        }
        return place;
    }

    private int large(BoolDecoder in, int p) {
        if (in.bit(tokens[p + 3]) == 0) {
            return in.bit(tokens[p + 4]) == 0 ? 2 : 3 + in.bit(tokens[p + 5]);
        }
        if (in.bit(tokens[p + 6]) == 0) {
            if (in.bit(tokens[p + 7]) == 0) {
                return 5 + in.bit(159);
            }
            int high = in.bit(165);
            return 7 + 2 * high + in.bit(145);
        }
        int high = in.bit(tokens[p + 8]);
        int category = 2 * high + in.bit(tokens[p + 9 + high]);
        int value = 0;
        for (int probability : Vp8Tables.LARGE[category]) {
            value = 2 * value + in.bit(probability);
        }
        return value + 3 + (8 << category);
    }
}
