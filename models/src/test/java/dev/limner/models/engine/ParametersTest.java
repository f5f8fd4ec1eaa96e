package dev.limner.models.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import ai.djl.training.GradientCollector;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.EngineTest;

class ParametersTest extends EngineTest {

    @Test
    void shouldShowEachTensorByItsName() {
        // Given
        Parameters parameters = three();

        // When
        Weights weights = parameters.in(memory);

        // Then
        assertThat(weights.get("matrix").getShape().getShape()).containsExactly(2, 2);
        assertThat(weights.get("matrix").toFloatArray()).containsExactly(1, 2, 3, 4);
        assertThat(weights.get("bias").toFloatArray()).containsExactly(5, 6);
        assertThat(weights.get("mean").toFloatArray()).containsExactly(7);
        assertThat(parameters.count()).isEqualTo(6);
    }

    @Test
    void shouldGatherTheGradientsOfAllTensors() {
        // Given
        Parameters parameters = three();

        // When
        try (GradientCollector collector = Torch.engine().newGradientCollector()) {
            Weights weights = parameters.in(memory);
            collector.backward(array(new float[]{1, 2, 3, 4}, 2, 2).mul(weights.get("matrix")).sum()
                    .add(array(new float[]{5, 6}, 2).mul(weights.get("bias")).sum()));
        }

        // Then
        assertThat(parameters.vector().getGradient().toFloatArray()).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void shouldLeaveAFrozenNetworkWithoutGradients() {
        // Given
        Parameters frozen = three();
        Parameters trained = theta(2, 3);

        // When
        try (GradientCollector collector = Torch.engine().newGradientCollector()) {
            collector.backward(array(new float[]{1, 1}, 2).mul(trained.in(memory).get("theta"))
                    .mul(frozen.frozen(memory).get("bias")).sum());
        }

        // Then
        assertThat(trained.vector().getGradient().toFloatArray()).containsExactly(5, 6);
        assertThat(frozen.vector().getGradient().toFloatArray()).containsOnly(0);
    }

    @Test
    void shouldTakeNumbersOverBitForBit() {
        // Given
        Parameters parameters = three();
        Parameters other = parameters.copy();
        parameters.vector().addi(0.1f);
        parameters.buffer("mean").addi(0.1f);

        // When
        other.set(parameters.tensors());

        // Then
        assertThat(other.tensors()).isEqualTo(parameters.tensors());
    }

    @Test
    void shouldRefuseTensorsOfAnotherNetwork() {
        // Given
        Parameters parameters = three();
        TreeMap<String, Tensor> wide = new TreeMap<>(parameters.tensors());
        wide.put("bias", Tensor.of(new float[3], 3));
        TreeMap<String, Tensor> few = new TreeMap<>(parameters.tensors());
        few.remove("mean");

        // When Then
        assertThatThrownBy(() -> parameters.set(wide)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("'bias'");
        assertThatThrownBy(() -> parameters.set(few)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("mean");
    }

    private Parameters three() {
        Parameters parameters = new Parameters(memory);
        parameters.addTrained("matrix", Tensor.of(new float[]{1, 2, 3, 4}, 2, 2));
        parameters.addTrained("bias", Tensor.of(new float[]{5, 6}, 2));
        parameters.addBuffer("mean", Tensor.of(new float[]{7}, 1));
        return parameters;
    }
}
