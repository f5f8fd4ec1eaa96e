package dev.limner.models.evaluation;

import java.util.Arrays;

/**
 * Precision and recall of a generator (Kynkäänniemi et al. 2019, section 2): each set of features is taken to cover the
 * balls around its points that reach to the point's k-th nearest neighbour in the same set, k = {@value #K}.
 *
 * <pre>
 * f(φ, Φ)   = 1 if ‖φ − φ′‖ ≤ ‖φ′ − NN_k(φ′, Φ)‖ for some φ′ in Φ, else 0     (1)
 * precision = 1/|Φ_g| Σ f(φ_g, Φ_r)      recall = 1/|Φ_r| Σ f(φ_r, Φ_g)        (2)
 * </pre>
 *
 * Both depend on the counts, which the paper has equal.
 *
 * @param precision share of samples that look like real pictures
 * @param recall    share of real pictures that the samples cover
 */
public record PrecisionRecall(double precision, double recall) {
    /** k. */
    static final int K = 3;

    /**
     * @param real    Φ_r, more rows than k
     * @param samples Φ_g, more rows than k, of the same width
     */
    public static PrecisionRecall of(Rows real, Rows samples) {
        return of(real, samples, K);
    }

    static PrecisionRecall of(Rows real, Rows samples, int k) {
        return new PrecisionRecall(covered(samples, real, k), covered(real, samples, k));
    }

    /** Share of {@code points} within the balls of {@code manifold}. */
    private static double covered(Rows points, Rows manifold, int k) {
        double[] radii = Arrays.stream(Neighbours.within(manifold, k).distances()).mapToDouble(all -> all[k - 1])
                .toArray();
        int inside = 0;
        float[][] centres = new float[manifold.count()][];
        Arrays.setAll(centres, manifold::row);
        for (int i = 0; i < points.count(); i++) {
            inside += within(points.row(i), centres, radii) ? 1 : 0;
        }
        return (double) inside / points.count();
    }

    private static boolean within(float[] point, float[][] centres, double[] radii) {
        for (int c = 0; c < centres.length; c++) {
            double left = radii[c] * radii[c];
            for (int j = 0; j < point.length && left >= 0; j++) {
                double off = (double) point[j] - centres[c][j];
                left -= off * off;
            }
            if (left >= 0) {
                return true;
            }
        }
        return false;
    }
}
