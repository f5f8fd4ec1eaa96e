package dev.limner.models.evaluation;

import java.util.Arrays;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;

import dev.limner.models.engine.Torch;

/**
 * KID: the squared maximum mean discrepancy between two sets of features under a cubic kernel (Binkowski et al. 2018,
 * section 4), by the estimate without bias (Gretton et al. 2012, equation 3), which may come out below 0:
 *
 * <pre>
 * k(x, y) = (xᵀy / d + 1)³
 * MMD²    = 1/(m (m−1)) Σ_{i≠j} k(xᵢ, xⱼ) + 1/(n (n−1)) Σ_{i≠j} k(yᵢ, yⱼ) − 2/(m n) Σᵢⱼ k(xᵢ, yⱼ)
 * </pre>
 *
 * All pairs count. The rows of each side fall by chance into g = {@value #GROUPS} subsets; the standard error is the
 * jackknife's over what comes out without each of them (Efron &amp; Tibshirani 1993, section 11.5): se² = (g−1)/g Σ_s
 * (MMD²₍₋ₛ₎ − mean)². (The mean over small subsets, which the reference implementations take, leaves most pairs out.)
 *
 * @param value MMD²
 * @param error its standard error, 0 and up
 */
public record KernelDistance(double value, double error) {
    private static final int GROUPS = 10;
    /** Rows of either side that there must be. */
    static final int FEWEST = 2 * GROUPS;
    private static final int BLOCK = 1_000;

    /**
     * @param first  rows, twice as many as there are subsets or more
     * @param second as many or more, of the same width
     */
    public static KernelDistance of(Rows first, Rows second) {
        return of(first, Choice.groups(first.count(), GROUPS), second, Choice.groups(second.count(), GROUPS), GROUPS);
    }

    /** Row i of the first side is in subset {@code ofFirst[i]} of {@code groups}. */
    static KernelDistance of(Rows first, int[] ofFirst, Rows second, int[] ofSecond, int groups) {
        if (Math.min(first.count(), second.count()) < 2 * groups) {
            throw new IllegalArgumentException("%d and %d rows are not two for each of %d subsets"
                    .formatted(first.count(), second.count(), groups));
        }
        Sums xx = Sums.of(first, ofFirst, first, ofFirst, groups, true);
        Sums yy = Sums.of(second, ofSecond, second, ofSecond, groups, true);
        Sums xy = Sums.of(first, ofFirst, second, ofSecond, groups, false);
        double[] without = new double[groups];
        double mean = 0;
        for (int s = 0; s < groups; s++) {
            long m = first.count() - size(ofFirst, s);
            long n = second.count() - size(ofSecond, s);
            without[s] = discrepancy(xx.without(s), m, yy.without(s), n, xy.without(s));
            mean += without[s] / groups;
        }
        double squares = 0;
        for (double each : without) {
            squares += (each - mean) * (each - mean);
        }
        double value = discrepancy(xx.all(), first.count(), yy.all(), second.count(), xy.all());
        return new KernelDistance(value, Math.sqrt((groups - 1.0) / groups * squares));
    }

    private static double discrepancy(double xx, double m, double yy, double n, double xy) {
        return xx / (m * (m - 1)) + yy / (n * (n - 1)) - 2 * xy / (m * n);
    }

    private static long size(int[] groups, int s) {
        return Arrays.stream(groups).filter(group -> group == s).count();
    }

    /** Σ k(xᵢ, yⱼ), by the subsets that i and j are in: [g,g]. */
    private record Sums(double[][] of) {

        /** @param same whether both are one set, of which the pairs i = j are left out */
        static Sums of(Rows x, int[] ofX, Rows y, int[] ofY, int groups, boolean same) {
            double[][] sums = new double[groups][groups];
            try (Torch.Recording off = Torch.withoutRecording(); NDManager manager = Torch.manager(Device.cpu())) {
                for (int from = 0; from < x.count(); from += BLOCK) {
                    for (int other = same ? from : 0; other < y.count(); other += BLOCK) {
                        try (NDManager memory = manager.newSubManager()) {
                            double[] k = kernel(memory, x, from, y, other);
                            int columns = Math.min(other + BLOCK, y.count()) - other;
                            for (int p = 0; p < k.length; p++) {
                                int i = from + p / columns;
                                int j = other + p % columns;
                                if (!same || i < j) {
                                    sums[ofX[i]][ofY[j]] += same ? 2 * k[p] : k[p];
                                }
                            }
                        }
                    }
                }
            }
            return new Sums(sums);
        }

        private static double[] kernel(NDManager memory, Rows x, int from, Rows y, int other) {
            NDArray rows = block(memory, x, from);
            NDArray columns = block(memory, y, other);
            NDArray base = rows.matMul(columns.transpose()).divi(x.width()).addi(1);
            return base.mul(base).muli(base).toDoubleArray();
        }

        private static NDArray block(NDManager memory, Rows rows, int from) {
            return rows.block(memory, from, Math.min(from + BLOCK, rows.count())).toType(DataType.FLOAT64, false);
        }

        double all() {
            return without(-1);
        }

        /** Over the pairs of which neither is in subset {@code s}. */
        double without(int s) {
            double sum = 0;
            for (int a = 0; a < of.length; a++) {
                for (int b = 0; b < of.length; b++) {
                    sum += a == s || b == s ? 0 : of[a][b];
                }
            }
            return sum;
        }
    }
}
