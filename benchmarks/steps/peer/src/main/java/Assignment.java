import java.util.Arrays;

/** The linear assignment problem by shortest augmenting paths. */
final class Assignment {
    private Assignment() {}

    /** Of row i and column j. */
    interface Costs {
        double of(int i, int j);
    }

    /** The column of each row for which the costs' sum is least. */
    static int[] least(int n, Costs costs) {
        double[] rows = new double[n + 1];
        double[] columns = new double[n + 1];
        int[] taken = new int[n + 1];
        for (int row = 1; row <= n; row++) {
            double[] distance = new double[n + 1];
            Arrays.fill(distance, Double.POSITIVE_INFINITY);
            boolean[] done = new boolean[n + 1];
            int[] before = new int[n + 1];
            taken[0] = row;
            int at = 0;
            while (taken[at] != 0) {
                done[at] = true;
                int next = 0;
                double least = Double.POSITIVE_INFINITY;
                for (int j = 1; j <= n; j++) {
                    if (!done[j]) {
                        double reduced = costs.of(taken[at] - 1, j - 1) - rows[taken[at]] - columns[j];
                        if (reduced < distance[j]) {
                            distance[j] = reduced;
                            before[j] = at;
                        }
                        if (distance[j] < least) {
                            least = distance[j];
                            next = j;
                        }
                    }
                }
                for (int j = 0; j <= n; j++) {
                    if (done[j]) {
                        rows[taken[j]] += least;
                        columns[j] -= least;
                    } else {
                        distance[j] -= least;
                    }
                }
                at = next;
            }
            for (; at != 0; at = before[at]) {
                taken[at] = taken[before[at]];
            }
        }
        int[] column = new int[n];
        for (int j = 1; j <= n; j++) {
            column[taken[j] - 1] = j - 1;
        }
        return column;
    }
}
