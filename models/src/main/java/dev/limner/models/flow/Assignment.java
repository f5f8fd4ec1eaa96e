package dev.limner.models.flow;

import java.util.Arrays;

/**
 * The linear assignment problem: which column each row of a square matrix takes so that the sum of what is taken is least.
 * Shortest augmenting paths with dual prices (Jonker &amp; Volgenant 1987, without its column reduction), exact, O(n³).
 */
final class Assignment {
    private Assignment() {}

    /**
     * @param costs n×n, finite
     * @return the column of each row, a permutation
     */
    static int[] least(float[][] costs) {
        int n = costs.length;
        double[] rowPrices = new double[n + 1];
        double[] columnPrices = new double[n + 1];
        int[] rowOf = new int[n + 1]; // of each column, from 1 on; 0 for none yet; place 0 holds the row being placed
        int[] before = new int[n + 1];
        for (int row = 1; row <= n; row++) {
            rowOf[0] = row;
            double[] distance = new double[n + 1];
            Arrays.fill(distance, Double.POSITIVE_INFINITY);
            boolean[] done = new boolean[n + 1];
            int column = 0;
            do {
                done[column] = true;
                int here = rowOf[column];
                int next = 0;
                double least = Double.POSITIVE_INFINITY;
                for (int j = 1; j <= n; j++) {
                    if (!done[j]) {
                        double reduced = costs[here - 1][j - 1] - rowPrices[here] - columnPrices[j];
                        if (reduced < distance[j]) {
                            distance[j] = reduced;
                            before[j] = column;
                        }
                        if (distance[j] < least) {
                            least = distance[j];
                            next = j;
                        }
                    }
                }
                for (int j = 0; j <= n; j++) {
                    if (done[j]) {
                        rowPrices[rowOf[j]] += least;
                        columnPrices[j] -= least;
                    } else {
                        distance[j] -= least;
                    }
                }
                column = next;
            } while (rowOf[column] != 0);
            while (column != 0) {
                rowOf[column] = rowOf[before[column]];
                column = before[column];
            }
        }
        int[] columnOf = new int[n];
        for (int j = 1; j <= n; j++) {
            columnOf[rowOf[j] - 1] = j - 1;
        }
        return columnOf;
    }
}
