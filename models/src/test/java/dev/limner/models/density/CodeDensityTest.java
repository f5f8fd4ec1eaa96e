package dev.limner.models.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import ai.djl.ndarray.NDArray;

import dev.limner.models.Batch;
import dev.limner.models.EngineTest;
import dev.limner.models.engine.Numbers;
import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Weights;
import dev.limner.models.randomness.Stream;

class CodeDensityTest extends EngineTest {

    @Test
    void shouldBeNormalAtFirst() {
        // Given
        CodeDensity density = new CodeDensity(2, 3, 2);

        // When
        NDArray z = density.codes(first(density), row(0.5f, -1, 1, 0), row(0, 1));

        // Then
        assertThat(z.toFloatArray()).containsExactly(0.5f, -1);
    }

    @Test
    void shouldDrawFromTheOwnClass() {
        // Given codes about (10, 0) and (0, 10)
        CodeDensity density = new CodeDensity(2, 1, 2);
        Weights fitted = fitted(density, clusters(200, 2));

        // When
        float[] z = density.codes(fitted, noise(density, 200), classes(200, 2)).toFloatArray();

        // Then
        for (int n = 0; n < 200; n++) {
            assertThat(z[2 * n]).isCloseTo(n % 2 == 0 ? 10 : 0, within(5f));
            assertThat(z[2 * n + 1]).isCloseTo(n % 2 == 0 ? 0 : 10, within(5f));
        }
    }

    @Test
    void shouldDrawComponentsByTheirShares() {
        // Given one class whose codes are half about (10, 0), half about (0, 10)
        CodeDensity density = new CodeDensity(0, 2, 2);
        Weights fitted = fitted(density, clusters(400, 2));

        // When
        float[] z = density.codes(fitted, noise(density, 1000), null).toFloatArray();

        // Then (± 4 standard deviations)
        int right = 0;
        for (int n = 0; n < 1000; n++) {
            right += z[2 * n] > 5 ? 1 : 0;
        }
        assertThat(right).isBetween(436, 564);
    }

    @Test
    void shouldKeepTheComponentWhateverTheTemperature() {
        // Given
        CodeDensity density = new CodeDensity(0, 2, 2);
        Weights fitted = fitted(density, clusters(400, 2));
        NDArray noise = noise(density, 100);

        // When
        float[] z = density.codes(fitted, noise, null).toFloatArray();
        float[] colder = density.codes(fitted, noise.mul(0.01f), null).toFloatArray();

        // Then
        for (int n = 0; n < 100; n++) {
            assertThat(colder[2 * n] > 5).isEqualTo(z[2 * n] > 5);
            assertThat(colder[2 * n]).isCloseTo(z[2 * n] > 5 ? 10 : 0, within(0.3f));
        }
    }

    @Test
    void shouldDrawFromAllCodesForAClassThatHasNone() {
        // Given class 1 without codes
        CodeDensity density = new CodeDensity(2, 1, 2);
        Weights fitted = fitted(density, clusters(100, 1));

        // When
        float[] z = density.codes(fitted, noise(density, 2), classes(2, 2)).toFloatArray();

        // Then
        assertThat(z[2]).isCloseTo(10, within(5f));
    }

    @Test
    void shouldTakeFewerComponentsForFewCodes() {
        // Given 7 codes of 2 numbers are enough for one component of four
        CodeDensity density = new CodeDensity(0, 4, 2);

        // When
        float[] shares = density.fit(clusters(7, 1), 1).get("shares").floats();

        // Then
        assertThat(shares).containsExactly(1, 0, 0, 0);
    }

    @Test
    void shouldFollowFromCodesAndSeedAlone() {
        // Given
        CodeDensity density = new CodeDensity(2, 3, 2);

        // When Then
        assertThat(density.fit(clusters(90, 2), 5)).isEqualTo(density.fit(clusters(90, 2), 5));
    }

    /** Code n is near (10, 0), (0, 10) … in turns of {@code classes}. */
    private static CodeDensity.Codes clusters(int count, int classes) {
        List<float[]> rows = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            float[] code = new float[2];
            new dev.limner.models.randomness.Randomness(3, Stream.SAMPLE_NOISE, n).normals(code, 0, 2);
            code[n % classes] += 10;
            rows.add(code);
            labels.add(n % classes);
        }
        return new CodeDensity.Codes(rows, labels);
    }

    private NDArray noise(CodeDensity density, int rows) {
        return Batch.noise(memory, 4, Stream.SAMPLE_NOISE, 0, rows, density.noise());
    }

    private NDArray classes(int rows, int classes) {
        int[] labels = new int[rows];
        java.util.Arrays.setAll(labels, n -> n % classes);
        return Numbers.oneHot(memory, labels, classes);
    }

    private Weights first(CodeDensity density) {
        Parameters parameters = new Parameters(memory);
        density.begin(parameters);
        return parameters.frozen(memory);
    }

    private Weights fitted(CodeDensity density, CodeDensity.Codes codes) {
        Parameters parameters = new Parameters(memory);
        density.begin(parameters);
        parameters.set(density.fit(codes, 1));
        return parameters.frozen(memory);
    }
}
