package dev.limner.models.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ai.djl.ndarray.NDArray;

import dev.limner.models.EngineTest;
import dev.limner.models.engine.Numbers;

class LikelihoodTest extends EngineTest {

    /** x̂ = (0.5, 0.8), x = (0.1, 1): squares 0.16 and 0.04, sizes 0.4 and 0.2. */
    @ParameterizedTest
    @CsvSource({"mse, 0.1", "l1, 0.3"})
    void shouldMeasureTheErrorOfItsName(String loss, float expected) {
        // Given
        Likelihood likelihood = Likelihood.named(loss);

        // When
        float error = likelihood.error(row(0.5f, 0.8f), row(0.1f, 1)).getFloat();

        // Then
        assertThat(error).isCloseTo(expected, within(1e-6f));
    }

    @Test
    void shouldMeasureTheSurpriseOfBlackAndWhite() {
        // Given x̂ = (½, ¼), x = (1, 0)
        NDArray decoded = row(0.5f, 0.25f);

        // When
        float error = Likelihood.BCE.error(decoded, row(1, 0)).getFloat();

        // Then (log 2 + log 4/3) / 2
        assertThat(error).isCloseTo((float) ((Math.log(2) + Math.log(4.0 / 3)) / 2), within(1e-6f));
    }

    /** Of an error of 0.02 over 100 numbers: 100/(2·0.25) · 0.02; 100 √2/0.5 · 0.02; 100 · 0.02. */
    @ParameterizedTest
    @CsvSource({"MSE, 4", "L1, 5.656854", "BCE, 2"})
    void shouldBeSurprisedByErrorsInUnitsOfTheDeviation(Likelihood likelihood, float expected) {
        // Given
        NDArray error = Numbers.scalar(memory, 0.02);

        // When
        float surprise = likelihood.surprise(error, 100, 0.5).getFloat();

        // Then
        assertThat(surprise).isCloseTo(expected, within(1e-5f));
    }

    /** 100/2 log 0.02, 100 log 0.02: what is left at the deviation that fits best, constants apart. */
    @ParameterizedTest
    @CsvSource({"MSE, 50", "L1, 100"})
    void shouldTakeTheDeviationThatFitsBest(Likelihood likelihood, double factor) {
        // Given
        NDArray error = Numbers.scalar(memory, 0.02);

        // When
        double surprise = likelihood.surprise(error, 100, 0).getFloat();

        // Then
        assertThat(surprise).isCloseTo(factor * Math.log(0.02), within(0.05));
    }

    @ParameterizedTest
    @CsvSource({"MSE", "L1"})
    void shouldStayFiniteWhereThereIsNoError(Likelihood likelihood) {
        // Given
        NDArray error = Numbers.scalar(memory, 0);

        // When
        float surprise = likelihood.surprise(error, 100, 0).getFloat();

        // Then
        assertThat(surprise).isFinite();
    }
}
