package dev.limner.images.cutout;

import java.util.Arrays;

/** Some normal distributions of colour, each with its weight: what a region of a picture is painted in. */
final class ColourMixture {
    /** As many as in the paper. */
    static final int COMPONENTS = 5;
    private static final int FIRST_ROUNDS = 8;
    /** Added to each variance, of colours from 0 to 1: about two levels of 255. */
    private static final double LEAST_VARIANCE = 1e-4;

    private final double[][] means = new double[COMPONENTS][3];
    /** By component: the inverse covariance (rr, rg, rb, gg, gb, bb) and ln(weight / √det). */
    private final double[][] inverses = new double[COMPONENTS][6];
    private final double[] heights = new double[COMPONENTS];

    /** Fits to the pixels of a region, which has at least one, by k-means and the covariance of each cluster. */
    ColourMixture(Colours colours, boolean[] region) {
        int[] nearest = new int[region.length];
        begin(colours, region);
        for (int round = 0; round < FIRST_ROUNDS; round++) {
            for (int i = 0; i < region.length; i++) {
                nearest[i] = region[i] ? nearest(colours, i) : -1;
            }
            fit(colours, nearest);
        }
    }

    /** Fits anew, each pixel counted with the component that explains it best. */
    void refine(Colours colours, boolean[] region) {
        int[] likeliest = new int[region.length];
        for (int i = 0; i < region.length; i++) {
            likeliest[i] = region[i] ? likeliest(colours, i) : -1;
        }
        fit(colours, likeliest);
    }

    /** First means: each is the colour furthest from those before it, beginning with the mean of all. */
    private void begin(Colours colours, boolean[] region) {
        fit(colours, zeros(region));
        double[] distances = new double[region.length];
        Arrays.fill(distances, Double.MAX_VALUE);
        for (int k = 1; k < COMPONENTS; k++) {
            int furthest = -1;
            for (int i = 0; i < region.length; i++) {
                if (region[i]) {
                    distances[i] = Math.min(distances[i], squared(colours, i, means[k - 1]));
                    furthest = furthest < 0 || distances[i] > distances[furthest] ? i : furthest;
                }
            }
            for (int c = 0; c < 3; c++) {
                means[k][c] = colours.planes()[c][furthest];
            }
        }
    }

    private static int[] zeros(boolean[] region) {
        int[] owners = new int[region.length];
        for (int i = 0; i < region.length; i++) {
            owners[i] = region[i] ? 0 : -1;
        }
        return owners;
    }

    private int nearest(Colours colours, int i) {
        int nearest = 0;
        for (int k = 1; k < COMPONENTS; k++) {
            if (squared(colours, i, means[k]) < squared(colours, i, means[nearest])) {
                nearest = k;
            }
        }
        return nearest;
    }

    private static double squared(Colours colours, int i, double[] mean) {
        double sum = 0;
        for (int c = 0; c < 3; c++) {
            double d = colours.planes()[c][i] - mean[c];
            sum += d * d;
        }
        return sum;
    }

    private void fit(Colours colours, int[] owners) {
        double[][] sums = new double[COMPONENTS][9];
        int[] counts = new int[COMPONENTS];
        int total = 0;
        for (int i = 0; i < owners.length; i++) {
            if (owners[i] >= 0) {
                double r = colours.planes()[0][i];
                double g = colours.planes()[1][i];
                double b = colours.planes()[2][i];
                double[] products = {r, g, b, r * r, r * g, r * b, g * g, g * b, b * b};
                for (int p = 0; p < 9; p++) {
                    sums[owners[i]][p] += products[p];
                }
                counts[owners[i]]++;
                total++;
            }
        }
        for (int k = 0; k < COMPONENTS; k++) {
            heights[k] = Double.NEGATIVE_INFINITY;
            if (counts[k] > 0) {
                shape(k, sums[k], counts[k], (double) counts[k] / total);
            }
        }
    }

    private void shape(int k, double[] s, int count, double weight) {
        double[] m = means[k];
        for (int c = 0; c < 3; c++) {
            m[c] = s[c] / count;
        }
        double rr = s[3] / count - m[0] * m[0] + LEAST_VARIANCE;
        double rg = s[4] / count - m[0] * m[1];
        double rb = s[5] / count - m[0] * m[2];
        double gg = s[6] / count - m[1] * m[1] + LEAST_VARIANCE;
        double gb = s[7] / count - m[1] * m[2];
        double bb = s[8] / count - m[2] * m[2] + LEAST_VARIANCE;
        double c0 = gg * bb - gb * gb;
        double c1 = rb * gb - rg * bb;
        double c2 = rg * gb - rb * gg;
        double determinant = rr * c0 + rg * c1 + rb * c2;
        inverses[k] = new double[]{c0 / determinant, c1 / determinant, c2 / determinant,
                (rr * bb - rb * rb) / determinant, (rg * rb - rr * gb) / determinant,
                (rr * gg - rg * rg) / determinant};
        heights[k] = StrictMath.log(weight) - StrictMath.log(determinant) / 2;
    }

    private double logarithm(Colours colours, int i, int k) {
        double r = colours.planes()[0][i] - means[k][0];
        double g = colours.planes()[1][i] - means[k][1];
        double b = colours.planes()[2][i] - means[k][2];
        double[] v = inverses[k];
        return heights[k] - (v[0] * r * r + v[3] * g * g + v[5] * b * b) / 2 - v[1] * r * g - v[2] * r * b
                - v[4] * g * b;
    }

    private int likeliest(Colours colours, int i) {
        int best = 0;
        for (int k = 1; k < COMPONENTS; k++) {
            if (logarithm(colours, i, k) > logarithm(colours, i, best)) {
                best = k;
            }
        }
        return best;
    }

    /** D of the paper's equation 9, but for a constant: −ln of the likeliest component's weighted density. */
    double cost(Colours colours, int i) {
        return -logarithm(colours, i, likeliest(colours, i));
    }
}
