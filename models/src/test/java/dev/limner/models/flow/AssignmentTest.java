package dev.limner.models.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.limner.models.randomness.Randomness;
import dev.limner.models.randomness.Stream;

class AssignmentTest {

    @Test
    void shouldGiveUpTheBestOfARowForTheBestOfAll() {
        // Given row 0 would take column 0, at 1, but row 1 needs it more
        float[][] costs = {{1, 2, 3}, {1, 9, 9}, {4, 4, 0}};

        // When
        int[] columns = Assignment.least(costs);

        // Then
        assertThat(columns).containsExactly(1, 0, 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void shouldFindWhatTryingAllFinds(int n) {
        for (int i = 0; i < 20; i++) {
            // Given
            float[][] costs = costs(n, 100L * n + i);

            // When
            int[] columns = Assignment.least(costs);

            // Then
            assertThat(columns).containsExactlyInAnyOrder(IntStream.range(0, n).toArray());
            assertThat(sum(costs, columns)).isCloseTo(leastOfAll(costs, 0, new boolean[n]), within(1e-5));
        }
    }

    @Test
    void shouldTakeABatch() {
        // Given a hidden permutation that costs nothing among costs of 0 to 2
        int n = 128;
        int[] hidden = new Randomness(3, Stream.ORDER, 0).permutation(n);
        float[][] costs = costs(n, 1);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                costs[i][j] = Math.abs(costs[i][j]) + (hidden[i] == j ? -1000 : 0);
            }
        }

        // When
        int[] columns = Assignment.least(costs);

        // Then
        assertThat(columns).containsExactly(hidden);
    }

    private static float[][] costs(int n, long index) {
        float[][] costs = new float[n][n];
        for (int i = 0; i < n; i++) {
            new Randomness(9, Stream.TRAINING_NOISE, index * 1000 + i).normals(costs[i], 0, n);
        }
        return costs;
    }

    private static double sum(float[][] costs, int[] columns) {
        return IntStream.range(0, columns.length).mapToDouble(i -> costs[i][columns[i]]).sum();
    }

    private static double leastOfAll(float[][] costs, int row, boolean[] taken) {
        double least = row == costs.length ? 0 : Double.POSITIVE_INFINITY;
        for (int j = 0; j < taken.length; j++) {
            if (row < costs.length && !taken[j]) {
                boolean[] more = Arrays.copyOf(taken, taken.length);
                more[j] = true;
                least = Math.min(least, costs[row][j] + leastOfAll(costs, row + 1, more));
            }
        }
        return least;
    }
}
