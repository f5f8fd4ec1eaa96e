package dev.limner.models.evaluation;

import org.ejml.data.DMatrixRMaj;

/**
 * The normal distribution nearest to n rows: their mean and covariance, in double precision.
 *
 * @param mean       μ = 1/n Σ x, [d]
 * @param covariance Σ = 1/(n − 1) Σ (x − μ)(x − μ)ᵀ, [d,d]; zero for a single row
 */
record Gaussian(double[] mean, DMatrixRMaj covariance) {

    /** @throws IllegalArgumentException if there is no row */
    static Gaussian of(Rows rows) {
        if (rows.count() == 0) {
            throw new IllegalArgumentException("no rows have no mean");
        }
        int d = rows.width();
        double[] mean = new double[d];
        for (int i = 0; i < rows.count(); i++) {
            float[] row = rows.row(i);
            for (int j = 0; j < d; j++) {
                mean[j] += row[j];
            }
        }
        for (int j = 0; j < d; j++) {
            mean[j] /= rows.count();
        }
        return new Gaussian(mean, covariance(rows, mean));
    }

    private static DMatrixRMaj covariance(Rows rows, double[] mean) {
        int d = rows.width();
        double[] sums = new double[d * d];
        double[] off = new double[d];
        for (int i = 0; i < rows.count(); i++) {
            float[] row = rows.row(i);
            for (int j = 0; j < d; j++) {
                off[j] = row[j] - mean[j];
            }
            for (int j = 0; j < d; j++) {
                for (int k = j; k < d; k++) {
                    sums[j * d + k] += off[j] * off[k];
                }
            }
        }
        DMatrixRMaj covariance = new DMatrixRMaj(d, d);
        for (int j = 0; j < d; j++) {
            for (int k = j; k < d; k++) {
                double value = sums[j * d + k] / Math.max(rows.count() - 1, 1);
                covariance.set(j, k, value);
                covariance.set(k, j, value);
            }
        }
        return covariance;
    }
}
