package dev.limner.models.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ai.djl.ndarray.NDArray;

import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.EngineTest;
import dev.limner.models.GradientCheck;
import dev.limner.models.engine.Parameters;

class SelfAttentionTest extends EngineTest {
    private static final int CHANNELS = 4;
    private static final int HEADS = 2;
    private static final int PIXELS = 3;
    private final SelfAttention attention = new SelfAttention("attention", CHANNELS, HEADS);
    private Parameters parameters;

    @BeforeEach
    void begin() {
        parameters = new Parameters(memory);
        attention.begin(parameters, 1);
    }

    @Test
    void shouldBeginAsTheIdentity() {
        // Given
        float[] x = GroupNormalisationTest.numbers(2 * CHANNELS * PIXELS);

        // When
        NDArray y = attention.apply(parameters.frozen(memory), array(x, 2, CHANNELS, 1, PIXELS));

        // Then
        assertThat(y.toFloatArray()).containsExactly(x);
    }

    @Test
    void shouldAgreeWithPlainJava() {
        // Given
        GradientCheck.disturb(parameters);
        float[] x = GroupNormalisationTest.numbers(CHANNELS * PIXELS);

        // When
        float[] y = attention.apply(parameters.frozen(memory), array(x, 1, CHANNELS, 1, PIXELS)).toFloatArray();

        // Then
        assertThat(y).containsExactly(plain(x), within(1e-4f));
    }

    @Test
    void shouldHaveTheGradientsOfDifferences() {
        // Given the input as a weight too
        parameters.addTrained("x", Tensor.of(new float[CHANNELS * PIXELS], 1, CHANNELS, 1, PIXELS));
        GradientCheck.disturb(parameters);
        NDArray direction = array(GroupNormalisationTest.numbers(CHANNELS * PIXELS), 1, CHANNELS, 1, PIXELS);
        NDArray one = array(new float[]{1}, 1);

        // When Then
        GradientCheck.check(parameters, memory,
                weights -> attention.apply(weights, one.mul(weights.get("x"))).mul(direction).sum(), 0.02);
    }

    /** Channel c of pixel l is at c·L + l. */
    private float[] plain(float[] x) {
        Map<String, Tensor> numbers = parameters.tensors();
        float[] normal = GroupNormalisationTest.plain(x, 1, CHANNELS, PIXELS, GroupNormalisation.groups(CHANNELS),
                numbers.get("attention.norm.scale").floats(), numbers.get("attention.norm.shift").floats());
        double[][] qkv = new double[PIXELS][];
        for (int l = 0; l < PIXELS; l++) {
            double[] pixel = new double[CHANNELS];
            for (int c = 0; c < CHANNELS; c++) {
                pixel[c] = normal[c * PIXELS + l];
            }
            qkv[l] = dense(numbers, "attention.projections", pixel);
        }
        float[] y = x.clone();
        int d = CHANNELS / HEADS;
        for (int l = 0; l < PIXELS; l++) {
            double[] mixed = new double[CHANNELS];
            for (int head = 0; head < HEADS; head++) {
                double[] weight = new double[PIXELS];
                double sum = 0;
                for (int other = 0; other < PIXELS; other++) {
                    double product = 0;
                    for (int i = head * d; i < (head + 1) * d; i++) {
                        product += qkv[l][i] * qkv[other][CHANNELS + i];
                    }
                    weight[other] = Math.exp(product / Math.sqrt(d));
                    sum += weight[other];
                }
                for (int other = 0; other < PIXELS; other++) {
                    for (int i = head * d; i < (head + 1) * d; i++) {
                        mixed[i] += weight[other] / sum * qkv[other][2 * CHANNELS + i];
                    }
                }
            }
            double[] out = dense(numbers, "attention.output", mixed);
            for (int c = 0; c < CHANNELS; c++) {
                y[c * PIXELS + l] += (float) out[c];
            }
        }
        return y;
    }

    private static double[] dense(Map<String, Tensor> numbers, String name, double[] x) {
        float[] matrix = numbers.get(name + ".weight").floats();
        float[] bias = numbers.get(name + ".bias").floats();
        double[] y = new double[bias.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = bias[i];
            for (int j = 0; j < x.length; j++) {
                y[i] += matrix[i * x.length + j] * x[j];
            }
        }
        return y;
    }
}
