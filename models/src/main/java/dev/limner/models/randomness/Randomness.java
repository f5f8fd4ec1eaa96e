package dev.limner.models.randomness;

/**
 * Random numbers that depend on (seed, stream, index) alone: not on what was drawn before, on other threads, or on the
 * machine (transcendental functions are {@link StrictMath}'s). The counter of {@link Philox} is (block, index, stream),
 * its key the seed. Not thread-safe; an instance is cheap.
 */
public final class Randomness {
    private static final double TO_UNIT = 0x1p-53;

    private final int key0;
    private final int key1;
    private final int stream;
    private final long index;
    private final int[] words = new int[4];
    private int block;
    private int used = 4;

    /**
     * @param seed   any
     * @param stream what the numbers are for
     * @param index  place in the stream: an epoch, a picture, a sample
     */
    public Randomness(long seed, Stream stream, long index) {
        this.key0 = (int) seed;
        this.key1 = (int) (seed >>> 32);
        this.stream = stream.id();
        this.index = index;
    }

    /** 32 uniform bits. At most 2^34 of them. */
    public int nextInt() {
        if (used == 4) {
            words[0] = block++;
            words[1] = (int) index;
            words[2] = (int) (index >>> 32);
            words[3] = stream;
            Philox.encrypt(words, key0, key1);
            used = 0;
        }
        return words[used++];
    }

    /** 64 uniform bits. */
    public long nextLong() {
        long high = nextInt();
        return high << 32 | nextInt() & 0xFFFFFFFFL;
    }

    /** Uniform in [0, 1), a multiple of 2^−53. */
    public double nextUniform() {
        return (nextLong() >>> 11) * TO_UNIT;
    }

    /** Uniform in 0 … bound − 1, without bias (what would be one-sided is drawn again). */
    public int nextBelow(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("bound " + bound);
        }
        long fair = (1L << 32) / bound * bound;
        long word;
        do {
            word = nextInt() & 0xFFFFFFFFL;
        } while (word >= fair);
        return (int) (word % bound);
    }

    /** Fills with independent draws of N(0, 1): Φ⁻¹ of the middles of 2⁵² equal parts of (0, 1). */
    public void normals(float[] target, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            target[i] = (float) NormalQuantile.of(((nextLong() >>> 12) + 0.5) * 0x1p-52);
        }
    }

    /** A uniform permutation of 0 … count − 1 (Fisher and Yates). */
    public int[] permutation(int count) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int j = nextBelow(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
