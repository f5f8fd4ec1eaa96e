package dev.limner.images;

/**
 * Numbers that depend on nothing but a seed, a label and an index: SplitMix64 (Steele, Lea, Flood 2014), begun at a mix
 * of the three. Every JDK and machine gives the same.
 */
public final class Draws {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private long state;

    /**
     * @param seed  any
     * @param label what the numbers are for
     * @param index place in the series of that label
     */
    public Draws(long seed, long label, long index) {
        state = mixed(mixed(mixed(seed + GOLDEN) ^ label) ^ index);
    }

    /** Uniform in [low, high). */
    public double between(double low, double high) {
        state += GOLDEN;
        return low + (high - low) * ((mixed(state) >>> 11) * 0x1p-53);
    }

    /** Uniform in 0 … bound − 1, but for a bias of less than bound / 2^53. */
    public int below(int bound) {
        return (int) between(0, bound);
    }

    private static long mixed(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
