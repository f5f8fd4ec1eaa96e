package dev.limner.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import dev.limner.models.randomness.Randomness;
import dev.limner.models.randomness.Stream;

class KernelDistanceTest {
    private static final double CLOSE = 1e-9;
    private static final int[] HALVES = {0, 1, 0, 1};

    @Test
    void shouldFollowTheFormula() {
        // Given
        Features x = Features.of(new float[]{0}, new float[]{1}, new float[]{2}, new float[]{3});
        Features y = Features.of(new float[]{1}, new float[]{1}, new float[]{2}, new float[]{2});

        // When
        KernelDistance distance = KernelDistance.of(x, HALVES, y, HALVES, 2);

        // Then, with k = (xy + 1)³: 2·437/12 + 2·241/12 − 2·1192/16; without x 0, 2 and y 1, 2: 64 + 27 − 2·442/4 = −130;
        // without x 1, 3 and y 1, 2: 1 + 27 − 2·154/4 = −49; √(½ (40.5² + 40.5²))
        assertThat(distance.value()).isCloseTo(-36, within(CLOSE));
        assertThat(distance.error()).isCloseTo(40.5, within(CLOSE));
    }

    @Test
    void shouldDivideByTheWidth() {
        // Given
        Features x = Features.of(new float[]{0, 0}, new float[]{1, 1}, new float[]{2, 2}, new float[]{3, 3});
        Features y = Features.of(new float[]{1, 1}, new float[]{1, 1}, new float[]{2, 2}, new float[]{2, 2});

        // When
        KernelDistance distance = KernelDistance.of(x, HALVES, y, HALVES, 2);

        // Then (2xy / 2 + 1)³
        assertThat(distance.value()).isCloseTo(-36, within(CLOSE));
    }

    @Test
    void shouldBeTheSameInBlocks() {
        // Given more rows than a block has
        Features x = normals(1_203, 1, 0);
        Features y = normals(1_105, 2, 0.5f);

        // When
        KernelDistance distance = KernelDistance.of(x, y);

        // Then
        assertThat(distance.value()).isCloseTo(naive(x, y), within(CLOSE));
        assertThat(distance.value()).isGreaterThan(5 * distance.error());
    }

    @Test
    void shouldBeNearZeroBesideItsErrorForOneDistribution() {
        // Given
        Features x = normals(1_000, 1, 0);
        Features y = normals(1_000, 2, 0);

        // When
        KernelDistance distance = KernelDistance.of(x, y);

        // Then
        assertThat(Math.abs(distance.value())).isLessThan(4 * distance.error());
    }

    @Test
    void shouldRefuseTooFewRows() {
        // Given
        Features x = normals(19, 1, 0);

        // Then
        assertThatThrownBy(() -> KernelDistance.of(x, x)).hasMessageContaining("19 and 19 rows");
    }

    private static Features normals(int count, long seed, float mean) {
        float[] values = new float[count * 3];
        new Randomness(seed, Stream.SAMPLE_NOISE, 0).normals(values, 0, values.length);
        for (int i = 0; i < values.length; i++) {
            values[i] += mean;
        }
        return new Features(count, 3, values);
    }

    private static double naive(Features x, Features y) {
        double m = x.count();
        double n = y.count();
        return sum(x, x, true) / (m * (m - 1)) + sum(y, y, true) / (n * (n - 1)) - 2 * sum(x, y, false) / (m * n);
    }

    private static double sum(Features x, Features y, boolean same) {
        double sum = 0;
        for (int i = 0; i < x.count(); i++) {
            for (int j = 0; j < y.count(); j++) {
                double product = 0;
                for (int k = 0; k < 3; k++) {
                    product += (double) x.row(i)[k] * y.row(j)[k];
                }
                sum += same && i == j ? 0 : Math.pow(product / 3 + 1, 3);
            }
        }
        return sum;
    }
}
