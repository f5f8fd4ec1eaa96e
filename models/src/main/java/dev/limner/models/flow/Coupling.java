package dev.limner.models.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import ai.djl.ndarray.NDArray;

import dev.limner.models.engine.Numbers;

/**
 * Which noise each picture of a batch is joined to by a straight line.
 * <p>
 * {@link #OPTIMAL_TRANSPORT}: within the batch, so that the sum of squared distances is least (Tong et al. 2024, algorithm
 * 3; Pooladian et al. 2023). The lines then cross less, the velocities average over fewer directions, and the paths
 * bend less, so that few solver steps follow them.
 * <p>
 * Noise is exchanged <b>only among pictures that the network is told the same of</b> (their class, or nothing where the
 * class was dropped). Over the whole batch, noise would be drawn to the pictures of the nearest class, and the noise
 * of a class would no longer be N(0, I), which samples of a class are made from. Exchanged within a class, it still is:
 * all of a class's noise is used, each once.
 */
enum Coupling {
    OPTIMAL_TRANSPORT {
        @Override
        NDArray coupled(NDArray noise, NDArray data, int[] conditions) {
            int n = conditions.length;
            // ‖ε_i − x_j‖² = ‖ε_i‖² + ‖x_j‖² − 2 ε_i·x_j: which exchange is best depends on the last term alone
            float[] products = data.matMul(noise.transpose()).toFloatArray(); // [N,N], row: picture
            float[] before = noise.toFloatArray();
            float[] after = new float[before.length];
            int numbers = before.length / n;
            for (int[] group : groups(conditions)) {
                int[] chosen = Assignment.least(costs(products, n, group));
                for (int i = 0; i < group.length; i++) {
                    System.arraycopy(before, group[chosen[i]] * numbers, after, group[i] * numbers, numbers);
                }
            }
            return Numbers.of(noise.getManager(), after, n, numbers);
        }
    },
    INDEPENDENT {
        @Override
        NDArray coupled(NDArray noise, NDArray data, int[] conditions) {
            return noise;
        }
    };

    /** As in settings. */
    static Coupling named(String name) {
        return name.equals("optimalTransport") ? OPTIMAL_TRANSPORT : INDEPENDENT;
    }

    /**
     * The rows of {@code noise} in the order that joins them to the rows of {@code data}.
     *
     * @param noise      [N,D]
     * @param data       [N,D]
     * @param conditions what the network is told of each row; −1 for nothing
     */
    abstract NDArray coupled(NDArray noise, NDArray data, int[] conditions);

    private static float[][] costs(float[] products, int n, int[] group) {
        float[][] costs = new float[group.length][group.length];
        for (int i = 0; i < group.length; i++) {
            for (int j = 0; j < group.length; j++) {
                costs[i][j] = -products[group[i] * n + group[j]];
            }
        }
        return costs;
    }

    private static List<int[]> groups(int[] conditions) {
        Map<Integer, List<Integer>> rows = new TreeMap<>();
        for (int i = 0; i < conditions.length; i++) {
            rows.computeIfAbsent(conditions[i], any -> new ArrayList<>()).add(i);
        }
        return rows.values().stream().map(each -> each.stream().mapToInt(Integer::intValue).toArray()).toList();
    }
}
