package dev.limner.models.optimisers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import dev.limner.models.EngineTest;
import dev.limner.models.engine.Parameters;

/** β₁ = 0.5, β₂ = 0.75, ε = 0, α = 0.1; gradients (2, −4), then (1, 4): each number below can be had by hand. */
class AdamTest extends EngineTest {

    @Test
    void shouldStepByTheSignAtFirst() {
        // Given
        Parameters theta = theta(1, 1);
        Descent descent = new Descent(memory, theta, new Adam(0.5, 0.75, 0, 0), 0);
        backward(theta, 2, -4);

        // When
        double norm = descent.step(0.1);

        // Then m̂ = g and v̂ = g², so the step is α sign(g)
        assertThat(norm).isCloseTo(Math.sqrt(20), within(1e-6));
        assertThat(theta.vector().toFloatArray()).containsExactly(new float[]{0.9f, 1.1f}, within(1e-6f));
        assertThat(descent.state().get("adam.m").floats()).containsExactly(1, -2);
        assertThat(descent.state().get("adam.v").floats()).containsExactly(1, 4);
    }

    @Test
    void shouldRememberBothMoments() {
        // Given
        Parameters theta = theta(1, 1);
        Descent descent = new Descent(memory, theta, new Adam(0.5, 0.75, 0, 0), 0);
        backward(theta, 2, -4);
        descent.step(0.1);
        backward(theta, 1, 4);

        // When
        descent.step(0.1);

        // Then m = (1, 1), 1 − β₁² = 3/4, m̂ = 4/3; v = (1, 7), 1 − β₂² = 7/16, v̂ = (16/7, 16)
        float first = (float) (0.9 - 0.1 * 4 / 3 / Math.sqrt(16.0 / 7));
        float second = (float) (1.1 - 0.1 * 4 / 3 / 4);
        assertThat(theta.vector().toFloatArray()).containsExactly(new float[]{first, second}, within(1e-6f));
        assertThat(descent.state().get("adam.m").floats()).containsExactly(1, 1);
        assertThat(descent.state().get("adam.v").floats()).containsExactly(1, 7);
        assertThat(descent.state().get("adam.step").longs()).containsExactly(2);
    }

    @Test
    void shouldAddEpsilonToTheCorrectedRoot() {
        // Given ε = 3 beside √v̂ = |g| = (2, 4)
        Parameters theta = theta(1, 1);
        Descent descent = new Descent(memory, theta, new Adam(0.5, 0.75, 3, 0), 0);
        backward(theta, 2, -4);

        // When
        descent.step(0.1);

        // Then
        assertThat(theta.vector().toFloatArray()).containsExactly(new float[]{1 - 0.1f * 2 / 5, 1 + 0.1f * 4 / 7},
                within(1e-6f));
    }

    @Test
    void shouldPullWeightsToZeroByTheRateAlone() {
        // Given AdamW's λ = 0.5
        Parameters theta = theta(1, -2);
        Descent descent = new Descent(memory, theta, new Adam(0.5, 0.75, 0, 0.5), 0);
        backward(theta, 2, -4);

        // When
        descent.step(0.1);

        // Then θ (1 − α λ) − α sign(g), the moments without λ
        assertThat(theta.vector().toFloatArray()).containsExactly(new float[]{0.95f - 0.1f, -1.9f + 0.1f},
                within(1e-6f));
        assertThat(descent.state().get("adam.m").floats()).containsExactly(1, -2);
    }
}
