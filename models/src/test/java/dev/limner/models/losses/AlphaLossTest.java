package dev.limner.models.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import ai.djl.ndarray.NDArray;

import dev.limner.models.EngineTest;

class AlphaLossTest extends EngineTest {

    @Test
    void shouldWeighAnErrorByHowFarFrontAndBackAreApart() {
        // Given errors ½ and ¼ over two pixels of two colours, which are 1 and 0, and 0.2 and 0.4 apart
        NDArray predicted = array(new float[]{1, 0.25f}, 1, 1, 1, 2);
        NDArray alpha = array(new float[]{0.5f, 0.5f}, 1, 1, 1, 2);
        NDArray foreground = array(new float[]{1, 0.5f, 0.3f, 0.9f}, 1, 2, 1, 2);
        NDArray background = array(new float[]{0, 0.3f, 0.3f, 0.5f}, 1, 2, 1, 2);

        // When
        float loss = AlphaLoss.composition(predicted, alpha, foreground, background).getFloat();

        // Then (½·1 + ¼·0.2 + ½·0 + ¼·0.4) / 4
        assertThat(loss).isCloseTo(0.1625f, within(1e-6f));
    }

    @Test
    void shouldMeanTheErrorsOfNeighboursDifferences() {
        // Given errors (1 0; 0 0 ; 0 0.5)
        NDArray predicted = array(new float[]{1, 0, 0, 0, 0, 0.5f}, 1, 1, 3, 2);
        NDArray alpha = array(new float[6], 1, 1, 3, 2);

        // When
        float loss = AlphaLoss.gradient(predicted, alpha).getFloat();

        // Then across (1 + 0 + 0.5) / 3, down (1 + 0 + 0 + 0.5) / 4
        assertThat(loss).isCloseTo(0.5f + 0.375f, within(1e-6f));
    }

    @Test
    void shouldNotMindAShiftOfTheWholeInTheGradient() {
        // Given
        NDArray alpha = array(new float[]{0.1f, 0.2f, 0.3f, 0.7f}, 1, 1, 2, 2);

        // When Then
        assertThat(AlphaLoss.gradient(alpha.add(0.2f), alpha).getFloat()).isCloseTo(0, within(1e-6f));
    }
}
