package dev.limner.models.density;

import dev.limner.models.randomness.Randomness;

/**
 * First centres of clusters: the first one any point, each other one a point drawn in proportion to its squared distance from
 * the nearest centre so far (k-means++, Arthur &amp; Vassilvitskii 2007, section 2.2).
 */
final class Centres {
    private Centres() {}

    /** @param count up to the number of points [N,J]; equal points may be chosen where no others are left */
    static double[][] choose(double[][] points, int count, Randomness draw) {
        double[][] centres = new double[count][];
        centres[0] = points[draw.nextBelow(points.length)];
        double[] squares = new double[points.length];
        java.util.Arrays.fill(squares, Double.POSITIVE_INFINITY);
        for (int k = 1; k < count; k++) {
            double sum = 0;
            for (int n = 0; n < points.length; n++) {
                squares[n] = Math.min(squares[n], squaredDistance(points[n], centres[k - 1]));
                sum += squares[n];
            }
            double wanted = draw.nextUniform() * sum;
            int chosen = 0;
            while (chosen < points.length - 1 && wanted >= squares[chosen]) {
                wanted -= squares[chosen++];
            }
            centres[k] = points[chosen];
        }
        return centres;
    }

    /** [M,N]: 1 where a centre is a point's nearest (the first of equally near ones), else 0. */
    static double[][] nearest(double[][] points, double[][] centres) {
        double[][] members = new double[centres.length][points.length];
        for (int n = 0; n < points.length; n++) {
            int nearest = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int k = 0; k < centres.length; k++) {
                double square = squaredDistance(points[n], centres[k]);
                if (square < least) {
                    least = square;
                    nearest = k;
                }
            }
            members[nearest][n] = 1;
        }
        return members;
    }

    static double squaredDistance(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += (a[j] - b[j]) * (a[j] - b[j]);
        }
        return sum;
    }
}
