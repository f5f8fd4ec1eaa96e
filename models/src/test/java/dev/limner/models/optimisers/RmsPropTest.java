package dev.limner.models.optimisers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import dev.limner.models.EngineTest;
import dev.limner.models.engine.Parameters;

/** ρ = 0.75, ε = 1, α = 0.1; gradients 2, then 4, from θ = 1. */
class RmsPropTest extends EngineTest {

    @Test
    void shouldDivideByTheRootOfTheMeanSquare() {
        // Given
        Parameters theta = theta(1);
        Descent descent = new Descent(memory, theta, new RmsProp(0.75, 1, 0), 0);

        // When
        backward(theta, 2);
        descent.step(0.1);
        backward(theta, 4);
        descent.step(0.1);

        // Then v = 1, then 3/4 + 4 = 19/4
        double expected = 1 - 0.1 * 2 / (1 + 1) - 0.1 * 4 / (Math.sqrt(4.75) + 1);
        assertThat((double) theta.vector().toFloatArray()[0]).isCloseTo(expected, within(1e-6));
        assertThat(descent.state().get("rmsprop.v").floats()).containsExactly(4.75f);
    }
}
