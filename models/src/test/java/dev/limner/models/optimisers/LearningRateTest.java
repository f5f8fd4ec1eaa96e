package dev.limner.models.optimisers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LearningRateTest {

    @Test
    void shouldRiseStayAndFall() {
        // Given
        LearningRate rate = LearningRate.root(0.002, 100, 1000);

        // When
        double[] rates = {rate.at(50), rate.at(100), rate.at(1000), rate.at(4000)};

        // Then
        assertThat(rates).containsExactly(new double[]{0.001, 0.002, 0.002, 0.001}, within(1e-12));
    }

    @Test
    void shouldBeConstantWithoutWarmUpAndDecay() {
        // Given
        LearningRate rate = LearningRate.root(0.002, 0, 0);

        // When
        double[] rates = {rate.at(1), rate.at(1_000_000)};

        // Then
        assertThat(rates).containsExactly(0.002, 0.002);
    }

    @Test
    void shouldFallAlongHalfACosineAndStayThere() {
        // Given
        LearningRate rate = new LearningRate(1, 0, LearningRate.Shape.COSINE, 1000, 0.2);

        // When
        double[] rates = {rate.at(0), rate.at(500), rate.at(1000), rate.at(5000)};

        // Then
        assertThat(rates).containsExactly(new double[]{1, 0.6, 0.2, 0.2}, within(1e-12));
    }

    @Test
    void shouldFallStepByStep() {
        // Given
        LearningRate rate = new LearningRate(1, 0, LearningRate.Shape.STEP, 1000, 0.1);

        // When
        double[] rates = {rate.at(999), rate.at(1000), rate.at(2500)};

        // Then
        assertThat(rates).containsExactly(new double[]{1, 0.1, 0.01}, within(1e-12));
    }
}
