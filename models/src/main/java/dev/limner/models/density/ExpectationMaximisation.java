package dev.limner.models.density;

import java.util.ArrayList;
import java.util.List;

import dev.limner.models.randomness.Randomness;

/**
 * Fits a {@link GaussianMixture} with full covariances to points (Dempster, Laird &amp; Rubin 1977; Bishop 2006, section
 * 9.2.2), in turns:
 *
 * <pre>
 * r_nk = π_k N(z_n; μ_k, Σ_k) / p(z_n)                                     expectation
 * μ_k = 1/N_k Σ_n r_nk z_n,  Σ_k = 1/N_k Σ_n r_nk (z_n − μ_k)(z_n − μ_k)ᵀ + ε I,  π_k = N_k / N   maximisation
 * </pre>
 *
 * with N_k = Σ_n r_nk, from centres that are chosen far from each other (k-means++, Arthur &amp; Vassilvitskii 2007). ε, a
 * share of the points' mean variance, keeps Σ_k invertible where a component has few points. Ends when the mean
 * log-likelihood rises by less than {@value #LEAST_RISE}, or after {@value #MOST_TURNS} turns.
 */
public final class ExpectationMaximisation {
    private static final int MOST_TURNS = 40;
    private static final double LEAST_RISE = 1e-2;
    private static final double RIDGE = 1e-3;
    private static final double LEAST_VARIANCE = 1e-9;
    private static final double NOTHING = 1e-8;

    private final double[][] points;
    private final int size;
    private final double ridge;

    /**
     * A fit.
     *
     * @param logLikelihoods mean log p(z_n) before each turn
     */
    public record Fit(GaussianMixture mixture, List<Double> logLikelihoods) {}

    private ExpectationMaximisation(double[][] points) {
        this.points = points;
        this.size = points[0].length;
        double variance = 0;
        double[][] whole = covariance(ones(), mean(ones()));
        for (int j = 0; j < size; j++) {
            variance += whole[j][j] / size;
        }
        this.ridge = RIDGE * variance + LEAST_VARIANCE;
    }

    /**
     * @param points     z, [N,J], at least one
     * @param components M; as many as there are points at most
     * @param draw       for the first centres
     */
    public static Fit fit(double[][] points, int components, Randomness draw) {
        if (points.length == 0 || components < 1 || components > points.length) {
            throw new IllegalArgumentException("%d components for %d points".formatted(components, points.length));
        }
        return new ExpectationMaximisation(points).fit(components, draw);
    }

    private Fit fit(int components, Randomness draw) {
        GaussianMixture mixture = maximised(Centres.nearest(points, Centres.choose(points, components, draw)));
        List<Double> logLikelihoods = new ArrayList<>();
        double rise = Double.POSITIVE_INFINITY;
        while (rise > LEAST_RISE && logLikelihoods.size() < MOST_TURNS) {
            double[][] responsibilities = new double[components][points.length];
            double sum = expect(mixture, responsibilities);
            int turns = logLikelihoods.size();
            rise = turns == 0 ? rise : sum - logLikelihoods.get(turns - 1);
            logLikelihoods.add(sum);
            mixture = maximised(responsibilities);
        }
        return new Fit(mixture, List.copyOf(logLikelihoods));
    }

    /** Fills r [M,N] and returns the mean log-likelihood. */
    private double expect(GaussianMixture mixture, double[][] responsibilities) {
        GaussianMixture.Joint joint = new GaussianMixture.Joint(mixture);
        double[] each = new double[mixture.components()];
        double sum = 0;
        for (int n = 0; n < points.length; n++) {
            double whole = joint.logDensity(points[n], each);
            sum += whole;
            for (int k = 0; k < each.length; k++) {
                responsibilities[k][n] = Math.exp(each[k] - whole);
            }
        }
        return sum / points.length;
    }

    private GaussianMixture maximised(double[][] responsibilities) {
        int components = responsibilities.length;
        double[] shares = new double[components];
        double[][] means = new double[components][];
        double[][][] factors = new double[components][][];
        for (int k = 0; k < components; k++) {
            double[] weights = responsibilities[k];
            shares[k] = Math.max(sum(weights), NOTHING) / points.length;
            means[k] = mean(weights);
            double[][] covariance = covariance(weights, means[k]);
            for (int j = 0; j < size; j++) {
                covariance[j][j] += ridge;
            }
            factors[k] = Cholesky.of(covariance);
        }
        return new GaussianMixture(shares, means, factors);
    }

    private double[] mean(double[] weights) {
        double[] mean = new double[size];
        double whole = Math.max(sum(weights), NOTHING);
        for (int n = 0; n < points.length; n++) {
            double share = weights[n] / whole;
            for (int j = 0; j < size; j++) {
                mean[j] += share * points[n][j];
            }
        }
        return mean;
    }

    /** The lower triangle. */
    private double[][] covariance(double[] weights, double[] mean) {
        double[][] covariance = new double[size][size];
        double[] difference = new double[size];
        double whole = Math.max(sum(weights), NOTHING);
        for (int n = 0; n < points.length; n++) {
            if (weights[n] > NOTHING) {
                for (int j = 0; j < size; j++) {
                    difference[j] = points[n][j] - mean[j];
                }
                for (int i = 0; i < size; i++) {
                    double share = weights[n] / whole * difference[i];
                    double[] row = covariance[i];
                    for (int j = 0; j <= i; j++) {
                        row[j] += share * difference[j];
                    }
                }
            }
        }
        return covariance;
    }

    private double[] ones() {
        double[] ones = new double[points.length];
        java.util.Arrays.fill(ones, 1);
        return ones;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
