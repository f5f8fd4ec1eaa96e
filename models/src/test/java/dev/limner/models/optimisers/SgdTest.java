package dev.limner.models.optimisers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import dev.limner.models.EngineTest;
import dev.limner.models.engine.Parameters;

/** α = 0.1, μ = 0.5; gradients 2, then 4, from θ = 1. */
class SgdTest extends EngineTest {

    @Test
    void shouldFollowTheGradient() {
        // Given When Then 1 − 0.2 − 0.4
        assertThat(afterTwoSteps(new Sgd(0, false, 0))).isCloseTo(0.4f, within(1e-6f));
    }

    @Test
    void shouldKeepItsMomentum() {
        // Given When Then u = 2, then 1 + 4 = 5: 1 − 0.2 − 0.5
        assertThat(afterTwoSteps(new Sgd(0.5, false, 0))).isCloseTo(0.3f, within(1e-6f));
    }

    @Test
    void shouldLookAhead() {
        // Given When Then g + μu = 2 + 1, then 4 + 2.5: 1 − 0.3 − 0.65
        assertThat(afterTwoSteps(new Sgd(0.5, true, 0))).isCloseTo(0.05f, within(1e-6f));
    }

    @Test
    void shouldPullWeightsToZero() {
        // Given When Then λ = 1: 1 − 0.1 (2 + 1) = 0.7, 0.7 − 0.1 (4 + 0.7)
        assertThat(afterTwoSteps(new Sgd(0, false, 1))).isCloseTo(0.23f, within(1e-6f));
    }

    private float afterTwoSteps(Sgd rule) {
        Parameters theta = theta(1);
        Descent descent = new Descent(memory, theta, rule, 0);
        backward(theta, 2);
        descent.step(0.1);
        backward(theta, 4);
        descent.step(0.1);
        return theta.vector().toFloatArray()[0];
    }
}
