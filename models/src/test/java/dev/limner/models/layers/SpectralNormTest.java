package dev.limner.models.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import ai.djl.training.GradientCollector;

import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.EngineTest;
import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Torch;

class SpectralNormTest extends EngineTest {
    private final SpectralNorm norm = new SpectralNorm(Map.of("w", 2));

    @Test
    void shouldDivideByTheLargestSingularValueOnceFound() {
        // Given W = diag(3, 4)
        Parameters parameters = matrix(3, 0, 0, 4);

        // When
        for (int i = 0; i < 60; i++) {
            norm.iterate(parameters.in(memory));
        }

        // Then
        assertThat(norm.of(parameters.in(memory)).get("w").toFloatArray())
                .containsExactly(new float[]{0.75f, 0, 0, 1}, within(1e-5f));
    }

    @Test
    void shouldIterateOnceAtATime() {
        // Given W = diag(3, 4), u = (0.6, 0.8): Wᵀu ∝ (9, 16), W v ∝ (27, 64)
        Parameters parameters = matrix(3, 0, 0, 4);
        set(parameters, new float[]{3, 0, 0, 4}, 0.6f, 0.8f);

        // When
        norm.iterate(parameters.in(memory));

        // Then
        double length = Math.hypot(27, 64);
        assertThat(parameters.buffer("w.u").toFloatArray())
                .containsExactly(new float[]{(float) (27 / length), (float) (64 / length)}, within(1e-6f));
    }

    @Test
    void shouldBeginWithUnitVectors() {
        // Given
        Parameters parameters = matrix(1, 2, 3, 4);

        // When
        float[] u = parameters.buffer("w.u").toFloatArray();

        // Then
        assertThat(u[0] * u[0] + u[1] * u[1]).isCloseTo(1, within(1e-6f));
    }

    @Test
    void shouldTakeGradientsThroughTheNormByTheWeightAlone() {
        // Given W = diag(3, 4) at its fixed point u = v = (0, 1), σ = 4, and L = Σ W̄ c
        Parameters parameters = matrix(3, 0, 0, 4);
        set(parameters, new float[]{3, 0, 0, 4}, 0, 1);

        // When
        try (GradientCollector collector = Torch.engine().newGradientCollector()) {
            collector.backward(
                    array(new float[]{1, 2, 3, 5}, 2, 2).mul(norm.of(parameters.in(memory)).get("w")).sum());
        }

        // Then c/σ − (Σ W c)/σ² u vᵀ: the last is 5/4 − 23/16
        assertThat(parameters.vector().getGradient().toFloatArray())
                .containsExactly(new float[]{0.25f, 0.5f, 0.75f, -0.1875f}, within(1e-6f));
    }

    private Parameters matrix(float... values) {
        Parameters parameters = new Parameters(memory);
        parameters.addTrained("w", Tensor.of(values, 2, 2));
        norm.begin(parameters, 1);
        return parameters;
    }

    private static void set(Parameters parameters, float[] matrix, float... u) {
        TreeMap<String, Tensor> set = new TreeMap<>();
        set.put("w", Tensor.of(matrix, 2, 2));
        set.put("w.u", Tensor.of(u, 2));
        parameters.set(set);
    }
}
