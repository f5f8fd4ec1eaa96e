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

    @Test
    void shouldMeanTheSizesOfErrors() {
        // Given
        NDArray prediction = array(new float[]{1, 2, 3, 4}, 2, 2);
        NDArray target = array(new float[]{2, 0, 3, 1}, 2, 2);

        // When
        float loss = AbsoluteError.of(prediction, target).getFloat();

        // Then (1 + 2 + 0 + 3) / 4
        assertThat(loss).isEqualTo(1.5f);
    }

    @Test
    void shouldBeSurprisedByOutcomesThatWereHeldUnlikely() {
        // Given p = ¼ of what came, p = ¾ of what did not, and ½ of what came halfway
        NDArray probabilities = row(0.25f, 0.75f, 0.5f);
        NDArray targets = row(1, 0, 0.5f);

        // When
        float loss = BinaryCrossEntropy.ofProbabilities(probabilities, targets).getFloat();

        // Then (log 4 + log 4 + log 2) / 3
        assertThat(loss).isCloseTo((float) (5 * Math.log(2) / 3), within(1e-6f));
    }

    @Test
    void shouldStayFiniteWhereTheImpossibleCame() {
        // Given
        NDArray probabilities = row(0, 1);

        // When
        float loss = BinaryCrossEntropy.ofProbabilities(probabilities, row(1, 1)).getFloat();

        // Then −½ log 1e-7
        assertThat(loss).isCloseTo((float) (3.5 * Math.log(10)), within(0.01f));
    }

    @Test
    void shouldTakeScoresForLogarithmsOfOdds() {
        // Given p = ¾ and p = ½
        NDArray scores = row((float) Math.log(3), 0);

        // When
        float came = BinaryCrossEntropy.ofScores(scores, true).getFloat();
        float cameNot = BinaryCrossEntropy.ofScores(scores, false).getFloat();

        // Then
        assertThat(came).isCloseTo((float) ((Math.log(4.0 / 3) + Math.log(2)) / 2), within(1e-6f));
        assertThat(cameNot).isCloseTo((float) ((Math.log(4) + Math.log(2)) / 2), within(1e-6f));
    }
}
