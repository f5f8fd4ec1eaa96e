package dev.limner.images.cutout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;

import org.junit.jupiter.api.Test;

class MaxFlowTest {
    @Test
    void shouldFindTheNarrowestPlace() {
        // Given: 7 → 0 → 3 → 1 → 5, and 2 more around by way of node 2
        MaxFlow graph = new MaxFlow(3, 3);
        graph.connect(0, 7, 0);
        graph.connect(1, 0, 5);
        graph.join(0, 1, 3, 0);
        graph.join(0, 2, 9, 0);
        graph.join(2, 1, 2, 0);

        // When
        long flow = graph.solve();

        // Then
        assertThat(flow).isEqualTo(5);
    }

    @Test
    void shouldCutWhereItIsCheapest() {
        // Given: a row of four, weakly joined in the middle
        MaxFlow graph = new MaxFlow(4, 3);
        graph.connect(0, 100, 0);
        graph.connect(3, 0, 100);
        graph.join(0, 1, 9, 9);
        graph.join(1, 2, 4, 4);
        graph.join(2, 3, 9, 9);

        // When
        long flow = graph.solve();

        // Then
        assertThat(flow).isEqualTo(4);
        assertThat(graph.withSource(1)).isTrue();
        assertThat(graph.withSource(2)).isFalse();
    }

    @Test
    void shouldAgreeWithAllCutsOfSmallGraphs() {
        Random random = new Random(3);
        for (int trial = 0; trial < 3000; trial++) {
            int nodes = 2 + random.nextInt(8);
            int edges = random.nextInt(3 * nodes);
            long[][] terminals = new long[nodes][2];
            long[][] capacities = new long[nodes][nodes];
            MaxFlow graph = new MaxFlow(nodes, 1);
            for (int i = 0; i < nodes; i++) {
                terminals[i][0] = random.nextInt(3) == 0 ? random.nextInt(12) : 0;
                terminals[i][1] = random.nextInt(3) == 0 ? random.nextInt(12) : 0;
                graph.connect(i, terminals[i][0], terminals[i][1]);
            }
            for (int e = 0; e < edges; e++) {
                int from = random.nextInt(nodes);
                int to = (from + 1 + random.nextInt(nodes - 1)) % nodes;
                long there = random.nextInt(8);
                long back = random.nextInt(8);
                graph.join(from, to, there, back);
                capacities[from][to] += there;
                capacities[to][from] += back;
            }

            long flow = graph.solve();

            int set = 0;
            for (int i = 0; i < nodes; i++) {
                set |= graph.withSource(i) ? 1 << i : 0;
            }
            long least = Long.MAX_VALUE;
            for (int other = 0; other < 1 << nodes; other++) {
                least = Math.min(least, cost(other, terminals, capacities));
            }
            assertThat(flow).as("flow of trial %d", trial).isEqualTo(least);
            assertThat(cost(set, terminals, capacities)).as("cut of trial %d", trial).isEqualTo(least);
        }
    }

    /** Of the cut that leaves these nodes with the source. */
    private static long cost(int set, long[][] terminals, long[][] capacities) {
        long cost = 0;
        for (int i = 0; i < terminals.length; i++) {
            boolean with = (set >> i & 1) == 1;
            cost += with ? terminals[i][1] : terminals[i][0];
            for (int j = 0; j < terminals.length; j++) {
                cost += with && (set >> j & 1) == 0 ? capacities[i][j] : 0;
            }
        }
        return cost;
    }
}
