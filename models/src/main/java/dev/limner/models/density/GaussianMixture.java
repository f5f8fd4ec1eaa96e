package dev.limner.models.density;

/**
 * p(z) = Σ_k π_k N(z; μ_k, L_k L_kᵀ).
 *
 * @param shares  π, [M], of sum 1
 * @param means   μ, [M,J]
 * @param factors L, [M,J,J], lower triangular
 */
public record GaussianMixture(double[] shares, double[][] means, double[][][] factors) {
    private static final double LOG_2_PI = Math.log(2 * Math.PI);

    /** M. */
    public int components() {
        return shares.length;
    }

    /** log p(z): z [J]. */
    public double logDensity(double[] z) {
        return new Joint(this).logDensity(z, new double[components()]);
    }

    /** The logarithms of π_k N(z; μ_k, Σ_k), prepared for many z. Not thread-safe. */
    static final class Joint {
        private final double[] constants;
        private final double[][] means;
        private final double[][][] columns;
        private final double[] difference;

        Joint(GaussianMixture mixture) {
            int components = mixture.components();
            means = mixture.means;
            constants = new double[components];
            columns = new double[components][][];
            difference = new double[means[0].length];
            for (int k = 0; k < components; k++) {
                double[][] l = mixture.factors[k];
                constants[k] = Math.log(mixture.shares[k]) - Cholesky.halfLogDeterminant(l)
                        - 0.5 * l.length * LOG_2_PI;
                columns[k] = Cholesky.transposed(l);
            }
        }

        /** log p(z); {@code joint} [M] is filled with each component's own. */
        double logDensity(double[] z, double[] joint) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < joint.length; k++) {
                for (int j = 0; j < difference.length; j++) {
                    difference[j] = z[j] - means[k][j];
                }
                Cholesky.solve(columns[k], difference);
                double squares = 0;
                for (double y : difference) {
                    squares += y * y;
                }
                joint[k] = constants[k] - 0.5 * squares;
                largest = Math.max(largest, joint[k]);
            }
            double sum = 0;
            for (double each : joint) {
                sum += Math.exp(each - largest);
            }
            return largest + Math.log(sum);
        }
    }
}
