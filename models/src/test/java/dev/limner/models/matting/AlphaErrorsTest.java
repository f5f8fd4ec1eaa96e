package dev.limner.models.matting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SortedMap;

import org.junit.jupiter.api.Test;

import ai.djl.ndarray.NDArray;

import dev.limner.models.EngineTest;

class AlphaErrorsTest extends EngineTest {

    @Test
    void shouldSumAndMeanTheErrors() {
        // Given two pictures of 32×32, one right, one off by ½ everywhere
        float[] half = new float[2 * 1024];
        Arrays.fill(half, 1024, 2048, 0.5f);

        // When
        SortedMap<String, NDArray> errors = AlphaErrors.of(array(half, 2, 1, 32, 32),
                array(new float[2048], 2, 1, 32, 32));

        // Then (0 + 0.512) / 2, (0 + ½) / 2, (0 + ¼) / 2; a constant has no gradient
        assertThat(errors.get("sad").getFloat()).isCloseTo(0.256f, within(1e-6f));
        assertThat(errors.get("sadMean").getFloat()).isCloseTo(0.25f, within(1e-6f));
        assertThat(errors.get("mse").getFloat()).isCloseTo(0.125f, within(1e-6f));
        assertThat(errors.get("gradientError").getFloat()).isCloseTo(0, within(1e-6f));
    }

    @Test
    void shouldMeasureTheSteepnessOfARamp() {
        // Given a(x) = x / 20 over 24 pixels, whose slope is 1/20
        float[] ramp = new float[24 * 24];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = i % 24 / 20f;
        }

        // When, in the middle
        float length = GaussianGradient.length(array(ramp, 1, 1, 24, 24)).getFloat(0, 0, 12, 12);

        // Then slope · Σ t d_t · Σ s_t, of kernels whose squares sum to 1
        double[] s = GaussianGradient.smoothing();
        double[] d = GaussianGradient.derivative();
        double rise = 0;
        for (int t = -4; t <= 4; t++) {
            rise += t * d[t + 4];
        }
        assertThat((double) length).isCloseTo(rise * Arrays.stream(s).sum() / 20, within(1e-5));
    }

    @Test
    void shouldHaveTheKernelsOfTheBenchmark() {
        // Given exp(−t²/3.92) and t exp(−t²/3.92), t = −4 … 4

        // When
        double[] s = GaussianGradient.smoothing();
        double[] d = GaussianGradient.derivative();

        // Then
        assertThat(Arrays.stream(s).map(v -> v * v).sum()).isCloseTo(1, within(1e-12));
        assertThat(Arrays.stream(d).map(v -> v * v).sum()).isCloseTo(1, within(1e-12));
        assertThat(s[5] / s[4]).isCloseTo(Math.exp(-1 / 3.92), within(1e-12));
        assertThat(d[6] / d[5]).isCloseTo(2 * Math.exp(-3 / 3.92), within(1e-12));
        assertThat(d[4]).isZero();
        assertThat(d[3]).isEqualTo(-d[5]);
    }
}
