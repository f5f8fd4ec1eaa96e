package dev.limner.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class FrechetDistanceTest {
    private static final double CLOSE = 1e-10;

    @Test
    void shouldBeTheSquaredDifferenceOfMeansAndDeviationsInOneDimension() {
        // Given N(1, 2) and N(2, 8)
        Features first = Features.of(new float[]{0}, new float[]{2});
        Features second = Features.of(new float[]{0}, new float[]{4});

        // When
        double distance = FrechetDistance.of(first, second);

        // Then (1 − 2)² + (√2 − √8)² = 1 + 2
        assertThat(distance).isCloseTo(3, within(CLOSE));
    }

    @Test
    void shouldKnowCovariancesThatDoNotCommute() {
        // Given
        Gaussian first = gaussian(new double[]{1, 1}, 4, 0, 0, 1);
        Gaussian second = gaussian(new double[]{0, 3}, 2, 1, 1, 2);

        // When
        double distance = FrechetDistance.of(first, second);
        double back = FrechetDistance.of(second, first);

        // Then Σ₁Σ₂ = [[8,4],[1,2]] has trace 10 and determinant 12, and of 2×2 matrices Tr √M = √(Tr M + 2 √det M)
        double expected = 1 + 4 + 5 + 4 - 2 * Math.sqrt(10 + 2 * Math.sqrt(12));
        assertThat(distance).isCloseTo(expected, within(CLOSE));
        assertThat(back).isCloseTo(expected, within(CLOSE));
    }

    @Test
    void shouldBeZeroForEqualDistributionsAlsoWhereFeaturesDependOnEachOther() {
        // Given two numbers of which one is twice the other
        Features rows = Features.of(new float[]{0, 0}, new float[]{1, 2}, new float[]{5, 10});

        // When
        double distance = FrechetDistance.of(rows, rows);

        // Then
        assertThat(distance).isCloseTo(0, within(CLOSE));
    }

    @Test
    void shouldTakeMeanAndCovarianceFromRows() {
        // Given
        Features rows = Features.of(new float[]{0, 1}, new float[]{2, 1}, new float[]{4, 7});

        // When
        Gaussian gaussian = Gaussian.of(rows);

        // Then
        assertThat(gaussian.mean()).containsExactly(2, 3);
        assertThat(gaussian.covariance().data).containsExactly(4, 6, 6, 12);
    }

    private static Gaussian gaussian(double[] mean, double... covariance) {
        return new Gaussian(mean, new DMatrixRMaj(mean.length, mean.length, true, covariance));
    }
}
