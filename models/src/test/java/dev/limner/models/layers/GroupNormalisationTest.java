package dev.limner.models.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import ai.djl.ndarray.NDArray;

import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.EngineTest;
import dev.limner.models.GradientCheck;
import dev.limner.models.engine.Parameters;

class GroupNormalisationTest extends EngineTest {
    private final GroupNormalisation norm = new GroupNormalisation("norm", 4, 2);

    @Test
    void shouldBringEachGroupToMeanZeroAndVarianceOne() {
        // Given one picture of 4 channels of 1×2; groups (1, 3, 5, 7) and (0, 0, 2, 2)
        Parameters parameters = new Parameters(memory);
        norm.begin(parameters, 1);
        NDArray x = array(new float[]{1, 3, 5, 7, 0, 0, 2, 2}, 1, 4, 1, 2);

        // When
        float[] y = norm.apply(parameters.frozen(memory), x).toFloatArray();

        // Then (x − 4)/√5 and (x − 1)/√1
        float[] expected = {-3 / (float) Math.sqrt(5), -1 / (float) Math.sqrt(5), 1 / (float) Math.sqrt(5),
                3 / (float) Math.sqrt(5), -1, -1, 1, 1};
        assertThat(y).containsExactly(expected, within(1e-4f));
    }

    @Test
    void shouldAgreeWithPlainJava() {
        // Given
        Parameters parameters = new Parameters(memory);
        norm.begin(parameters, 1);
        GradientCheck.disturb(parameters);
        float[] x = numbers(2 * 4 * 6);

        // When
        float[] y = norm.apply(parameters.frozen(memory), array(x, 2, 4, 2, 3)).toFloatArray();

        // Then
        float[] scale = parameters.tensors().get("norm.scale").floats();
        float[] shift = parameters.tensors().get("norm.shift").floats();
        assertThat(y).containsExactly(plain(x, 2, 4, 6, 2, scale, shift), within(1e-4f));
    }

    @Test
    void shouldHaveTheGradientsOfDifferences() {
        // Given the input as a weight too
        Parameters parameters = new Parameters(memory);
        norm.begin(parameters, 1);
        parameters.addTrained("x", Tensor.of(numbers(8), 1, 4, 1, 2));
        GradientCheck.disturb(parameters);
        NDArray direction = array(new float[]{1, -2, 3, 0.5f, -1, 2, 0.3f, 1}, 1, 4, 1, 2);
        NDArray one = array(new float[]{1}, 1);

        // When Then
        GradientCheck.check(parameters, memory,
                weights -> norm.apply(weights, one.mul(weights.get("x"))).mul(direction).sum(), 0.02);
    }

    static float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) Math.sin(7 * i + 1) * 2;
        }
        return numbers;
    }

    static float[] plain(float[] x, int n, int channels, int pixels, int groups, float[] scale, float[] shift) {
        float[] y = new float[x.length];
        int size = channels / groups * pixels;
        for (int group = 0; group < n * groups; group++) {
            double mean = 0;
            double square = 0;
            for (int i = group * size; i < (group + 1) * size; i++) {
                mean += x[i] / (double) size;
                square += (double) x[i] * x[i] / size;
            }
            for (int i = group * size; i < (group + 1) * size; i++) {
                int channel = i / pixels % channels;
                double normal = (x[i] - mean) / Math.sqrt(square - mean * mean + 1e-5);
                y[i] = (float) (scale[channel] * normal + shift[channel]);
            }
        }
        return y;
    }
}
