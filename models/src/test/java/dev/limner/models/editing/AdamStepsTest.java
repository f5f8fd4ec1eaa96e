package dev.limner.models.editing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AdamStepsTest {

    @Test
    void shouldStepByTheRateAtFirstWhateverTheGradientsSize() {
        // Given: m̂ = g and v̂ = g² after one step
        float[] x = {1, 1};

        // When
        new AdamSteps(2).apply(x, new float[]{100, -0.01f}, 0.1);

        // Then
        assertThat(x[0]).isCloseTo(0.9f, within(1e-5f));
        assertThat(x[1]).isCloseTo(1.1f, within(1e-5f));
    }

    @Test
    void shouldCorrectTheMomentsAtTheSecondStep() {
        // Given: m̂ = (0.9·0.1·1 + 0.1·3) / 0.19, v̂ = (0.999·0.001·1 + 0.001·9) / 0.001999
        float[] x = {0};
        AdamSteps adam = new AdamSteps(1);
        adam.apply(x, new float[]{1}, 1);

        // When
        adam.apply(x, new float[]{3}, 1);

        // Then: −1 − 2.0526316 / √5.0020010
        assertThat(x[0]).isCloseTo(-1.9177811f, within(1e-5f));
    }
}
