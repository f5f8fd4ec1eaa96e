package dev.limner.models.gan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import dev.limner.models.EngineTest;
import dev.limner.models.engine.Parameters;
import dev.limner.models.optimisers.Descent;
import dev.limner.models.optimisers.Optimiser;
import dev.limner.models.optimisers.Sgd;

class BoundedTest extends EngineTest {

    @Test
    void shouldBringWeightsBackAfterTheStep() {
        // Given
        Parameters theta = theta(0.5f, -0.9f, 0.1f);
        Optimiser bounded = new Bounded(new Descent(memory, theta, new Sgd(0, false, 0), 0), theta, 1);
        backward(theta, -1, 0.5f, 0.25f);

        // When
        double norm = bounded.step(1);

        // Then 1.5, −1.4 and −0.15
        assertThat(theta.vector().toFloatArray()).containsExactly(1, -1, 0.1f - 0.25f);
        assertThat(norm).isCloseTo(Math.sqrt(1 + 0.25 + 0.0625), within(1e-6));
        assertThat(bounded.state()).containsOnlyKeys("sgd.step");
    }
}
