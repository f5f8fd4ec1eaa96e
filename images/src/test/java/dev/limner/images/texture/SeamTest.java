package dev.limner.images.texture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;

import org.junit.jupiter.api.Test;

class SeamTest {
    @Test
    void shouldTakeTheCheapestPath() {
        // Given: down the right from 1 would be 1 + 9 + 1; to the left 1 + 2 + 3; straight on 1 + 5 + 3
        long[] errors = {
                4, 1, 7,
                2, 5, 9,
                8, 3, 1};

        // When
        int[] path = Seam.cut(errors, 3, 3);

        // Then
        assertThat(path).containsExactly(1, 0, 1);
    }

    @Test
    void shouldBeAsCheapAsTheCheapestOfAllPaths() {
        Random random = new Random(5);
        for (int trial = 0; trial < 50; trial++) {
            long[] errors = random.longs(6 * 4, 0, 20).toArray();
            int[] path = Seam.cut(errors, 6, 4);
            long cost = 0;
            for (int y = 0; y < 6; y++) {
                cost += errors[y * 4 + path[y]];
                assertThat(y == 0 ? 0 : Math.abs(path[y] - path[y - 1])).isLessThanOrEqualTo(1);
            }
            assertThat(cost).isEqualTo(cheapest(errors, 0, -1));
        }
    }

    private static long cheapest(long[] errors, int y, int before) {
        if (y == 6) {
            return 0;
        }
        long least = Long.MAX_VALUE;
        for (int x = 0; x < 4; x++) {
            if (y == 0 || Math.abs(x - before) <= 1) {
                least = Math.min(least, errors[y * 4 + x] + cheapest(errors, y + 1, x));
            }
        }
        return least;
    }
}
