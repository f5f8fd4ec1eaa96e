package dev.limner.images.cutout;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * An incomplete Cholesky factor L Lᵀ of the matting Laplacian (Saad 2003, section 10.3.2): where the Laplacian has a
 * coefficient, so has the factor, and nowhere else. Each block of {@value #ROWS} rows has a factor of its own, whatever
 * the number of threads, and what joins two blocks is left out.
 *
 * <p>The Laplacian has coefficients of both signs, so that a pivot can become too small or negative. Its block is then done
 * again with a larger share of the diagonal added to it (Manteuffel 1980): the factor is less near, but safe.
 */
final class IncompleteCholesky {
    private static final int ROWS = 64;
    private static final int BEFORE = 12;
    private static final int COEFFICIENTS = 25;
    private static final double FIRST_SHIFT = 1e-3;
    private static final double LEAST_PIVOT = 1e-2;

    private final int[] rows;
    private final int[] places;
    private final int[] steps;
    /** By place in the grid, which unknown pixel it is, or −1. */
    private final int[] numbers;
    /** [unknown pixel, 12]: coefficients left of the diagonal. */
    private final float[] factor;
    private final float[] inverseDiagonal;

    /**
     * @param rows         by row, where its unknown pixels begin
     * @param places       of the unknown pixels in the grid
     * @param steps        from a pixel to those of its 25 coefficients
     * @param coefficients [unknown pixel, 25]
     */
    IncompleteCholesky(int[] rows, int[] places, int[] steps, float[] coefficients) {
        this.rows = rows;
        this.places = places;
        this.steps = steps;
        this.numbers = new int[(rows.length - 1) * steps[17]];
        this.factor = new float[places.length * BEFORE];
        this.inverseDiagonal = new float[places.length];
        Arrays.fill(numbers, -1);
        for (int n = 0; n < places.length; n++) {
            numbers[places[n]] = n;
        }
        blocks((from, to) -> {
            double shift = FIRST_SHIFT;
            while (!decomposed(from, to, coefficients, shift)) {
                shift *= 3;
            }
        });
    }

    private interface Block {
        void of(int from, int to);
    }

    /** Works on the unknown pixels of each block. */
    private void blocks(Block block) {
        int height = rows.length - 1;
        IntStream.range(0, (height + ROWS - 1) / ROWS).parallel()
                .forEach(i -> block.of(rows[i * ROWS], rows[Math.min(height, i * ROWS + ROWS)]));
    }

    /** Whether all pivots of a block are large enough with this much of the diagonal added to it. */
    private boolean decomposed(int from, int to, float[] coefficients, double shift) {
        double[] row = new double[BEFORE];
        for (int n = from; n < to; n++) {
            double own = coefficients[n * COEFFICIENTS + BEFORE] * (1 + shift);
            double pivot = own;
            for (int k = 0; k < BEFORE; k++) {
                int j = numbers[places[n] + steps[k]];
                row[k] = 0;
                if (j >= from) {
                    double sum = coefficients[n * COEFFICIENTS + k];
                    for (int m = 0; m < k; m++) {
                        int across = m % 5 - k % 5 + 2;
                        int down = m / 5 - k / 5 + 2;
                        if (row[m] != 0 && across >= 0 && across < 5 && down >= 0) {
                            sum -= row[m] * factor[j * BEFORE + down * 5 + across];
                        }
                    }
                    row[k] = sum * inverseDiagonal[j];
                    pivot -= row[k] * row[k];
                }
                factor[n * BEFORE + k] = (float) row[k];
            }
            if (pivot < LEAST_PIVOT * own) {
                return false;
            }
            inverseDiagonal[n] = own > 0 ? (float) (1 / Math.sqrt(pivot)) : 0;
        }
        return true;
    }

    /** target = (L Lᵀ)⁻¹ x on unknown pixels; target is 0 elsewhere. */
    void solve(float[] x, float[] target) {
        blocks((from, to) -> {
            for (int n = from; n < to; n++) {
                float sum = x[places[n]];
                int f = n * BEFORE;
                for (int k = 0; k < BEFORE; k++) {
                    if (factor[f + k] != 0) {
                        sum -= factor[f + k] * target[places[n] + steps[k]];
                    }
                }
                target[places[n]] = sum * inverseDiagonal[n];
            }
            for (int n = to - 1; n >= from; n--) {
                float value = target[places[n]] * inverseDiagonal[n];
                target[places[n]] = value;
                int f = n * BEFORE;
                for (int k = 0; k < BEFORE; k++) {
                    if (factor[f + k] != 0) {
                        target[places[n] + steps[k]] -= factor[f + k] * value;
                    }
                }
            }
        });
    }
}
