package dev.limner.images.solving;

import java.util.stream.IntStream;

/**
 * Work on rows, on as many threads as the common pool has. A band has the same rows whatever the number of threads, and
 * sums are added in the order of the bands, so that results do not depend on it.
 */
public final class Bands {
    private static final int ROWS = 16;

    private Bands() {}

    /** Work on some rows that touches nothing that other rows write. */
    @FunctionalInterface
    public interface Work {
        /** @param from first row
         * @param to   the row after the last */
        void rows(int from, int to);
    }

    /** A sum over some rows. */
    @FunctionalInterface
    public interface Sum {
        /** @param from first row
         * @param to   the row after the last */
        double rows(int from, int to);
    }

    /** Does the work on rows 0 to height − 1. */
    public static void each(int height, Work work) {
        IntStream.range(0, count(height)).parallel()
                .forEach(band -> work.rows(band * ROWS, Math.min(height, band * ROWS + ROWS)));
    }

    /** The sum over rows 0 to height − 1. */
    public static double sum(int height, Sum sum) {
        double[] sums = new double[count(height)];
        each(height, (from, to) -> sums[from / ROWS] = sum.rows(from, to));
        double total = 0;
        for (double part : sums) {
            total += part;
        }
        return total;
    }

    private static int count(int height) {
        return (height + ROWS - 1) / ROWS;
    }
}
