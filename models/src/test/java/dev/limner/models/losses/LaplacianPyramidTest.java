package dev.limner.models.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import ai.djl.ndarray.NDArray;
import ai.djl.training.GradientCollector;

import dev.limner.models.EngineTest;
import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Torch;

class LaplacianPyramidTest extends EngineTest {

    @Test
    void shouldFindADifferenceOfShadeInTheLastLevelAlone() {
        // Given
        NDArray prediction = array(filled(0.75f), 1, 1, 8, 8);
        NDArray target = array(filled(0.5f), 1, 1, 8, 8);

        // When
        float loss = LaplacianPyramid.of(prediction, target).getFloat();

        // Then
        assertThat(loss).isCloseTo(0.25f, within(1e-6f));
    }

    @Test
    void shouldBlurAndHalveByTheBinomialKernel() {
        // Given a row of one bright pixel, the same in all eight lines
        float[] picture = new float[64];
        for (int y = 0; y < 8; y++) {
            picture[8 * y + 4] = 1;
        }

        // When
        float[] low = LaplacianPyramid.reduced(array(picture, 1, 1, 8, 8)).toFloatArray();

        // Then places 0, 2, 4, 6 see it with 0, 1, 6 of 16, and 1 of the 15 that are inside at the right edge
        assertThat(low).hasSize(16);
        assertThat(new float[]{low[0], low[1], low[2], low[3]})
                .containsExactly(new float[]{0, 1 / 16f, 6 / 16f, 1 / 15f}, within(1e-6f));
    }

    @Test
    void shouldSumTheMeansOfAllLevels() {
        // Given the same
        float[] picture = new float[64];
        for (int y = 0; y < 8; y++) {
            picture[8 * y + 4] = 1;
        }
        double[] low = {0, 1 / 16.0, 6 / 16.0, 1 / 15.0};
        double[] expanded = {(6 * low[0] + low[1]) / 7, (low[0] + low[1]) / 2, (low[0] + 6 * low[1] + low[2]) / 8,
                (low[1] + low[2]) / 2, (low[1] + 6 * low[2] + low[3]) / 8, (low[2] + low[3]) / 2,
                (low[2] + 6 * low[3]) / 7, low[3]};
        double detail = 0;
        for (int x = 0; x < 8; x++) {
            detail += Math.abs((x == 4 ? 1 : 0) - expanded[x]) / 8;
        }

        // When
        float loss = LaplacianPyramid.of(array(picture, 1, 1, 8, 8), array(new float[64], 1, 1, 8, 8)).getFloat();

        // Then
        assertThat((double) loss).isCloseTo(detail + (low[0] + low[1] + low[2] + low[3]) / 4, within(1e-6));
    }

    @Test
    void shouldBeTheAbsoluteErrorOfATinyPicture() {
        // Given
        NDArray prediction = array(new float[]{1, 2, 3, 4}, 1, 1, 2, 2);
        NDArray target = array(new float[]{0, 2, 5, 4}, 1, 1, 2, 2);

        // When Then (1 + 0 + 2 + 0) / 4
        assertThat(LaplacianPyramid.of(prediction, target).getFloat()).isEqualTo(0.75f);
    }

    @Test
    void shouldPassGradientsOn() {
        // Given a shade s on black, of 9×12 pixels
        Parameters theta = theta(0.5f);
        try (GradientCollector collector = Torch.engine().newGradientCollector()) {
            NDArray black = array(new float[108], 1, 1, 9, 12);

            // When
            collector.backward(LaplacianPyramid.of(black.add(theta.in(memory).get("theta")), black));
        }

        // Then the loss is s
        assertThat(theta.vector().getGradient().toFloatArray()[0]).isCloseTo(1, within(1e-4f));
    }

    private static float[] filled(float value) {
        float[] picture = new float[64];
        java.util.Arrays.fill(picture, value);
        return picture;
    }
}
