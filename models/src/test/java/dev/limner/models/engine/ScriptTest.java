package dev.limner.models.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import ai.djl.ndarray.NDArray;
import ai.djl.training.GradientCollector;

import dev.limner.models.EngineTest;

/** Silu at hand: silu(1) = 1/(1 + e⁻¹) = 0.731059, silu'(1) = σ(1) (1 + 1 − σ(1)) = 0.927671, silu'(0) = ½. */
class ScriptTest extends EngineTest {
    private final Script silu = new Script("x: Tensor", "torch.silu(x)");

    @Test
    void shouldComputeItsExpression() {
        // When
        float[] values = silu.of(row(0, 1)).toFloatArray();

        // Then
        assertThat(values[0]).isZero();
        assertThat(values[1]).isCloseTo(0.731059f, within(1e-6f));
    }

    @Test
    void shouldLetGradientsThrough() {
        // Given
        Parameters parameters = theta(0, 1);

        // When
        float[] gradient = gradient(parameters);

        // Then
        assertThat(gradient[0]).isEqualTo(0.5f);
        assertThat(gradient[1]).isCloseTo(0.927671f, within(1e-6f));
    }

    @Test
    void shouldRoundEachRunAlike() {
        // Given
        float[] values = new float[1000];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i - 500) / 77f;
        }
        float[] first = gradient(theta(values));

        // When
        float[] last = null;
        for (int run = 0; run < 5; run++) {
            last = gradient(theta(values));
        }

        // Then
        assertThat(last).isEqualTo(first);
    }

    @Test
    void shouldRecordNothingWhereRecordingIsOff() {
        // When
        NDArray result = silu.of(theta(1, 2).in(memory).get("theta"));

        // Then
        assertThat(result.hasGradient()).isFalse();
        assertThat(result.getManager()).isSameAs(memory);
    }

    @Test
    void shouldRefuseAnExpressionThatIsNone() {
        // Given
        Script wrong = new Script("x: Tensor", "torch.no_such_operation(x)");

        // When, then
        assertThatThrownBy(() -> wrong.of(row(1))).hasMessageContaining("no_such_operation");
    }

    private float[] gradient(Parameters parameters) {
        try (GradientCollector collector = Torch.engine().newGradientCollector()) {
            collector.backward(silu.of(parameters.in(memory).get("theta")).sum());
        }
        return parameters.vector().getGradient().toFloatArray();
    }
}
