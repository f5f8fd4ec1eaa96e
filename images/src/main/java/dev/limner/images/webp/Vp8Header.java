package dev.limner.images.webp;

import java.util.Arrays;

/** What a VP8 key frame says of itself before its blocks (RFC 6386, section 9.2 to 9.11, 19.2). */
final class Vp8Header {
    private static final int SEGMENTS = 4;
    private static final int MOST_INDEX = 127;

    final boolean segmented;
    final boolean segmentsMapped;
    final int[] segmentTree = {255, 255, 255};
    final boolean simpleFilter;
    final int sharpness;
    final int partitions;
    /** Probabilities of tokens: [4][8][3][11]. */
    final int[] tokens = Vp8Tables.TOKEN_DEFAULTS.clone();
    /** Probability that a macroblock is not skipped; −1 where none is. */
    final int notSkipped;
    /** Steps of each segment: DC and AC of luma, of luma's means, of chroma. */
    final int[][] steps = new int[SEGMENTS][];
    private final int[] filterLevels = new int[SEGMENTS];
    private final int wholeBlockDelta;
    private final int smallBlockDelta;
    private final boolean filtered;

    Vp8Header(BoolDecoder in) {
        in.number(2); // colour space and clamping, which say nothing here
        segmented = in.flag();
        int[] indices = new int[SEGMENTS];
        boolean absolute = false;
        boolean mapped = false;
        if (segmented) {
            mapped = in.flag();
            if (in.flag()) {
                absolute = in.flag();
                Arrays.setAll(indices, i -> in.optional(7));
                Arrays.setAll(filterLevels, i -> in.optional(6));
            }
            if (mapped) {
                Arrays.setAll(segmentTree, i -> in.flag() ? in.number(8) : 255);
            }
        }
        segmentsMapped = mapped;
        simpleFilter = in.flag();
        int level = in.number(6);
        filtered = level != 0;
        sharpness = in.number(3);
        int[] deltas = new int[8];
        boolean adjusted = in.flag();
        if (adjusted && in.flag()) {
            Arrays.setAll(deltas, i -> in.optional(6));
        }
        wholeBlockDelta = adjusted ? deltas[0] : 0;
        smallBlockDelta = adjusted ? deltas[0] + deltas[4] : 0;
        partitions = 1 << in.number(2);
        int index = in.number(7);
        int[] shifts = new int[5];
        Arrays.setAll(shifts, i -> in.optional(4));
        for (int i = 0; i < SEGMENTS; i++) {
            boolean own = segmented && absolute;
            steps[i] = steps(own ? indices[i] : index + indices[i], shifts);
            filterLevels[i] = own ? filterLevels[i] : level + filterLevels[i];
        }
        in.flag(); // whether later frames keep these probabilities
        for (int i = 0; i < tokens.length; i++) {
            if (in.bit(Vp8Tables.TOKEN_UPDATES[i]) == 1) {
                tokens[i] = in.number(8);
            }
        }
        notSkipped = in.flag() ? in.number(8) : -1;
    }

    /** How strongly a block's edges are smoothed, 0 to 63 (section 9.6). */
    int filterLevel(int segment, boolean smallBlocks) {
        int level = filterLevels[segment] + (smallBlocks ? smallBlockDelta : wholeBlockDelta);
        return filtered ? Math.max(0, Math.min(63, level)) : 0;
    }

    /** Section 14.1. */
    private static int[] steps(int index, int[] shifts) {
        return new int[]{step(Vp8Tables.DC_STEPS, index + shifts[0], MOST_INDEX),
                step(Vp8Tables.AC_STEPS, index, MOST_INDEX),
                2 * step(Vp8Tables.DC_STEPS, index + shifts[1], MOST_INDEX),
                Math.max(8, step(Vp8Tables.AC_STEPS, index + shifts[2], MOST_INDEX) * 155 / 100),
                step(Vp8Tables.DC_STEPS, index + shifts[3], 117),
                step(Vp8Tables.AC_STEPS, index + shifts[4], MOST_INDEX)};
    }

    private static int step(int[] table, int index, int most) {
        return table[Math.max(0, Math.min(most, index))];
    }
}
