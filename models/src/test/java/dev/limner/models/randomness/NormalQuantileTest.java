package dev.limner.models.randomness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalQuantileTest {

    @ParameterizedTest
    @CsvSource({"0.25, -0.67448975019608174320", "0.001, -3.0902323061678135415", "1e-20, -9.2623400897984053"})
    void shouldHaveThePapersAndOtherKnownValues(double p, double quantile) {
        // Given When Then (the first two are check values of the paper)
        assertThat(NormalQuantile.of(p)).isCloseTo(quantile, within(1e-13));
    }

    @Test
    void shouldBeOdd() {
        // Given
        double p = 0.03;

        // When
        double low = NormalQuantile.of(p);

        // Then
        assertThat(NormalQuantile.of(1 - p)).isCloseTo(-low, within(1e-14));
        assertThat(NormalQuantile.of(0.5)).isZero();
    }
}
