package dev.limner.images.jpeg;

/** One colour of a JPEG (ITU-T T.81, section A.1): its sampling, its tables, and its samples once they are decoded. */
final class Component {
    final int id;
    /** Samples across in each unit, 1 to 4. */
    final int across;
    /** Samples down in each unit, 1 to 4. */
    final int down;
    final int quantisation;
    /** Its own size in samples. */
    final int width;
    final int height;
    /** Blocks of 8×8, those included that only fill up the last unit. */
    final int blocksAcross;
    final int blocksDown;
    /** Decoded samples, {@code blocksAcross × 8} a row; null until the frame begins. */
    byte[] samples;
    /** Coefficients of a progressive picture, 64 a block in natural order; null for others. */
    short[] coefficients;
    /** The steps of its coefficients in zigzag order, as they were when its first scan began. */
    int[] steps;
    HuffmanTable dc;
    HuffmanTable ac;
    /** The DC of the block before. */
    int predicted;

    Component(int id, int across, int down, int quantisation, int[] ownSize, int[] units) {
        this.id = id;
        this.across = across;
        this.down = down;
        this.quantisation = quantisation;
        this.width = ownSize[0];
        this.height = ownSize[1];
        this.blocksAcross = units[0] * across;
        this.blocksDown = units[1] * down;
    }

    int stride() {
        return 8 * blocksAcross;
    }
}
