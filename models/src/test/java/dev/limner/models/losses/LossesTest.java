package dev.limner.models.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import ai.djl.ndarray.NDArray;

import dev.limner.models.EngineTest;

class LossesTest extends EngineTest {

    @Test
    void shouldMeanTheSquaresOfErrors() {
        // Given
        NDArray prediction = array(new float[]{1, 2, 3, 4}, 2, 2);
        NDArray target = array(new float[]{1, 0, 0, 3}, 2, 2);

        // When
        float loss = MeanSquaredError.of(prediction, target).getFloat();

        // Then (0 + 4 + 9 + 1) / 4
        assertThat(loss).isEqualTo(3.5f);
    }

    @Test
    void shouldFindNoDivergenceOfTheNormalDistributionFromItself() {
        // Given
        NDArray zeros = array(new float[4], 2, 2);

        // When
        float loss = GaussianDivergence.of(zeros, zeros).getFloat();

        // Then
        assertThat(loss).isZero();
    }

    @Test
    void shouldSumOverLatentsAndMeanOverPictures() {
        // Given μ = (1, 0), σ² = (1, 4); and μ = (0, 2), σ² = (1, 1)
        NDArray mean = array(new float[]{1, 0, 0, 2}, 2, 2);
        NDArray logVariance = array(new float[]{0, (float) Math.log(4), 0, 0}, 2, 2);

        // When
        float loss = GaussianDivergence.of(mean, logVariance).getFloat();

        // Then ½(1) + ½(4 − 1 − log 4), and ½(4)
        assertThat(loss).isCloseTo((float) ((0.5 + 0.5 * (3 - Math.log(4)) + 2) / 2), within(1e-6f));
    }

    @Test
    void shouldKnowTheEntropyOfAGaussian() {
        // Given σ² = (1, e²), whose entropies are ½ log 2πe and ½ log 2πe + 1
        NDArray logVariance = row(0, 2);

        // When
        float loss = GaussianDivergence.negativeEntropy(logVariance).getFloat();

        // Then
        assertThat(loss).isCloseTo((float) -(Math.log(2 * Math.PI * Math.E) + 1), within(1e-5f));
    }

    @Test
    void shouldBeSurprisedByTheLogarithmOfTheRightClassesShare() {
        // Given shares (1/4, 3/4) and (1/2, 1/2)
        NDArray scores = array(new float[]{0, (float) Math.log(3), 7, 7}, 2, 2);
        NDArray classes = array(new float[]{0, 1, 1, 0}, 2, 2);

        // When
        float loss = CrossEntropy.of(scores, classes).getFloat();

        // Then
        assertThat(loss).isCloseTo((float) ((Math.log(4.0 / 3) + Math.log(2)) / 2), within(1e-6f));
    }
}
