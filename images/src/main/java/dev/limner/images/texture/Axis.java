package dev.limner.images.texture;

/**
 * How blocks lie along one side of a texture: evenly, each over at least {@code overlap} pixels of the one before it.
 *
 * @param length of the texture
 * @param block  of a block, at most the length
 * @param starts where each block begins
 * @param closed whether the last block lies over the first one as well, around the edge
 */
record Axis(int length, int block, int[] starts, boolean closed) {
    static Axis of(int length, int block, int overlap, boolean closed) {
        int step = block - overlap;
        int gaps = closed ? Math.max(2, -Math.floorDiv(-length, step)) : -Math.floorDiv(block - length, step);
        int span = closed ? length : length - block;
        int[] starts = new int[closed ? gaps : gaps + 1];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = gaps == 0 ? 0 : (int) Math.round((double) i * span / gaps);
        }
        return new Axis(length, block, starts, closed);
    }

    int count() {
        return starts.length;
    }

    /** Pixels that block i shares with the one before it. */
    int before(int i) {
        return i == 0 ? 0 : starts[i - 1] + block - starts[i];
    }

    /** Pixels that block i shares with the first one, around the edge. */
    int after(int i) {
        return closed && i == count() - 1 ? starts[i] + block - length : 0;
    }
}
