package dev.limner.models.optimisers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.models.EngineTest;
import dev.limner.models.engine.Weights;

/** β₁ = 0.5, β₂ = 0.75, ε = 0, α = 0.1; gradients (2, −4), then (1, 4): each number below can be had by hand. */
class AdamTest extends EngineTest {
    private static final Adam.Settings HALVES = new Adam.Settings(0.5, 0.75, 0);

    @Test
    void shouldStepByTheSignAtFirst() {
        // Given
        Weights weights = theta(1, 1);
        Adam adam = new Adam(memory, weights, weights.trained(), HALVES);
        backward(weights, 2, -4);

        // When
        double norm = adam.step(0.1);

        // Then m̂ = g and v̂ = g², so the step is α sign(g)
        assertThat(norm).isCloseTo(Math.sqrt(20), within(1e-6));
        assertThat(weights.get("theta").toFloatArray()).containsExactly(new float[]{0.9f, 1.1f}, within(1e-6f));
        assertThat(adam.state().get("adam.m.theta").floats()).containsExactly(1, -2);
        assertThat(adam.state().get("adam.v.theta").floats()).containsExactly(1, 4);
    }

    @Test
    void shouldRememberBothMoments() {
        // Given
        Weights weights = theta(1, 1);
        Adam adam = new Adam(memory, weights, weights.trained(), HALVES);
        backward(weights, 2, -4);
        adam.step(0.1);
        backward(weights, 1, 4);

        // When
        adam.step(0.1);

        // Then m = (1, 1), 1 − β₁² = 3/4, m̂ = 4/3; v = (1, 7), 1 − β₂² = 7/16, v̂ = (16/7, 16)
        float first = (float) (0.9 - 0.1 * 4 / 3 / Math.sqrt(16.0 / 7));
        float second = (float) (1.1 - 0.1 * 4 / 3 / 4);
        assertThat(weights.get("theta").toFloatArray()).containsExactly(new float[]{first, second}, within(1e-6f));
        assertThat(adam.state().get("adam.m.theta").floats()).containsExactly(1, 1);
        assertThat(adam.state().get("adam.v.theta").floats()).containsExactly(1, 7);
        assertThat(adam.state().get("adam.step").longs()).containsExactly(2);
    }

    @Test
    void shouldGoOnFromItsStateBitForBit() {
        // Given
        Weights weights = theta(1, 1);
        Adam adam = new Adam(memory, weights, weights.trained(), HALVES);
        backward(weights, 0.3f, -0.7f);
        adam.step(0.01);
        Weights copy = theta(weights.get("theta").toFloatArray());
        Adam resumed = new Adam(memory, copy, copy.trained(), HALVES);

        // When
        resumed.restore(adam.state());
        backward(weights, 0.11f, 0.13f);
        adam.step(0.01);
        backward(copy, 0.11f, 0.13f);
        resumed.step(0.01);

        // Then
        assertThat(copy.tensors()).isEqualTo(weights.tensors());
        assertThat(resumed.state()).isEqualTo(adam.state());
    }

    @Test
    void shouldRefuseAStateThatIsNotItsOwn() {
        // Given
        Weights weights = theta(1, 1);
        Adam adam = new Adam(memory, weights, weights.trained(), HALVES);
        TreeMap<String, dev.limner.contracts.tensors.Tensor> state = new TreeMap<>(adam.state());
        state.remove("adam.v.theta");

        // When Then
        assertThatThrownBy(() -> adam.restore(state)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("adam.v.theta");
    }
}
