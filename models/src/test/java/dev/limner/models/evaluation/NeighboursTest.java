package dev.limner.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import dev.limner.models.randomness.Randomness;
import dev.limner.models.randomness.Stream;

class NeighboursTest {

    @Test
    void shouldOrderTheNearest() {
        // Given
        Features rows = Features.of(new float[]{0, 0}, new float[]{3, 4});
        Features among = Features.of(new float[]{3, 4}, new float[]{0, 1}, new float[]{10, 0});

        // When
        Neighbours found = Neighbours.of(rows, among, 2);

        // Then
        assertThat(found.places()[0]).containsExactly(1, 0);
        assertThat(found.distances()[0]).containsExactly(1, 5);
        assertThat(found.places()[1]).containsExactly(0, 1);
        assertThat(found.distances()[1]).containsExactly(0, Math.sqrt(18));
    }

    @Test
    void shouldNotCountARowAsItsOwnNeighbourButItsTwin() {
        // Given
        Features rows = Features.of(new float[]{5}, new float[]{5}, new float[]{9});

        // When
        Neighbours found = Neighbours.within(rows, 1);

        // Then
        assertThat(found.places()).isDeepEqualTo(new int[][]{{1}, {0}, {found.places()[2][0]}});
        assertThat(found.nearest()).containsExactly(0, 0, 4);
    }

    @Test
    void shouldFindTheSameInBlocks() {
        // Given more rows than a block has, on both sides
        Features rows = normals(1_017, 1);
        Features among = normals(4_123, 2);

        // When
        Neighbours found = Neighbours.of(rows, among, 3);

        // Then
        for (int i = 0; i < rows.count(); i += 53) {
            assertThat(found.distances()[i]).containsExactly(naive(rows.row(i), among), within(1e-6));
            assertThat(found.distances()[i]).isSorted();
        }
    }

    @Test
    void shouldTellSmallDistancesFarFromTheOrigin() {
        // Given
        Features rows = Features.of(new float[]{1000.25f});
        Features among = Features.of(new float[]{1000}, new float[]{0});

        // When
        Neighbours found = Neighbours.of(rows, among, 1);

        // Then
        assertThat(found.nearest()).containsExactly(0.25);
    }

    @Test
    void shouldRefuseMoreNeighboursThanThereAre() {
        // Given
        Features rows = normals(3, 1);

        // Then
        assertThatThrownBy(() -> Neighbours.within(rows, 3)).hasMessage("3 neighbours among 3");
    }

    private static Features normals(int count, long seed) {
        float[] values = new float[count * 4];
        new Randomness(seed, Stream.SAMPLE_NOISE, 0).normals(values, 0, values.length);
        return new Features(count, 4, values);
    }

    private static double[] naive(float[] row, Features among) {
        double[] distances = new double[among.count()];
        for (int i = 0; i < distances.length; i++) {
            for (int j = 0; j < row.length; j++) {
                distances[i] += Math.pow((double) row[j] - among.row(i)[j], 2);
            }
            distances[i] = Math.sqrt(distances[i]);
        }
        java.util.Arrays.sort(distances);
        return java.util.Arrays.copyOf(distances, 3);
    }
}
