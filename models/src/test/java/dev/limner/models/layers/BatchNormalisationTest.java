package dev.limner.models.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

import ai.djl.ndarray.NDArray;

import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.EngineTest;
import dev.limner.models.engine.Parameters;

class BatchNormalisationTest extends EngineTest {
    private static final Offset<Float> CLOSE = within(1e-4f);
    private final BatchNormalisation layer = new BatchNormalisation("n", 1, true, 0);

    @Test
    void shouldGoByTheBatchWhileLearning() {
        // Given μ = 3, σ² = 5 (unbiased 20/3), γ = 2, β = 1
        Parameters parameters = numbers(2, 1, 0, 1);
        NDArray x = array(new float[]{0, 2, 4, 6}, 2, 1, 1, 2);

        // When
        NDArray y = layer.apply(parameters.in(memory), x, true);

        // Then 2 (x − 3)/√5 + 1
        float step = (float) (2 / Math.sqrt(5));
        assertThat(y.toFloatArray()).containsExactly(
                new float[]{1 - 3 * step, 1 - step, 1 + step, 1 + 3 * step}, CLOSE);
    }

    @Test
    void shouldLetTheRunningNumbersFollowByATenth() {
        // Given
        Parameters parameters = numbers(2, 1, 10, 4);

        // When
        layer.apply(parameters.in(memory), array(new float[]{0, 2, 4, 6}, 2, 1, 1, 2), true);

        // Then 0.9·10 + 0.1·3, and 0.9·4 + 0.1·20/3
        assertThat(parameters.buffer("n.runningMean").getFloat()).isCloseTo(9.3f, CLOSE);
        assertThat(parameters.buffer("n.runningVariance").getFloat()).isCloseTo(3.6f + 2f / 3, CLOSE);
    }

    @Test
    void shouldGoByTheRunningNumbersOtherwise() {
        // Given
        Parameters parameters = numbers(2, 1, 10, 4);

        // When
        NDArray y = layer.apply(parameters.in(memory), array(new float[]{8, 12}, 2, 1, 1, 1));

        // Then 2 (x − 10)/2 + 1, and nothing has changed
        assertThat(y.toFloatArray()).containsExactly(new float[]{-1, 3}, CLOSE);
        assertThat(parameters.buffer("n.runningMean").getFloat()).isEqualTo(10);
    }

    @Test
    void shouldDoWithoutGainAndShift() {
        // Given
        BatchNormalisation plain = BatchNormalisation.plain("n", 1);
        Parameters parameters = new Parameters(memory);
        plain.begin(parameters, 1);

        // When
        NDArray y = plain.apply(parameters.in(memory), array(new float[]{1, 3}, 2, 1, 1, 1), true);

        // Then
        assertThat(parameters.count()).isZero();
        assertThat(y.toFloatArray()).containsExactly(new float[]{-1, 1}, CLOSE);
    }

    private Parameters numbers(float gain, float shift, float mean, float variance) {
        Parameters parameters = new Parameters(memory);
        layer.begin(parameters, 1);
        TreeMap<String, Tensor> set = new TreeMap<>();
        Map.of("weight", gain, "bias", shift, "runningMean", mean, "runningVariance", variance)
                .forEach((name, value) -> set.put("n." + name, Tensor.of(new float[]{value}, 1)));
        parameters.set(set);
        return parameters;
    }
}
