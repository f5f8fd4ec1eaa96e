package dev.limner.models.optimisers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.EngineTest;
import dev.limner.models.engine.Parameters;

class DescentTest extends EngineTest {

    static Rule[] rules() {
        return new Rule[]{new Adam(0.9, 0.99, 1e-8, 0), new Adam(0.9, 0.99, 1e-8, 0.1), new Sgd(0, false, 0.1),
                new Sgd(0.9, true, 0), new RmsProp(0.9, 1e-8, 0)};
    }

    @ParameterizedTest
    @MethodSource("rules")
    void shouldGoOnFromItsStateBitForBit(Rule rule) {
        // Given
        Parameters theta = theta(1, 1);
        Descent descent = new Descent(memory, theta, rule, 0.5);
        backward(theta, 0.3f, -0.7f);
        descent.step(0.01);
        Parameters copy = theta(theta.vector().toFloatArray());
        Descent resumed = new Descent(memory, copy, rule, 0.5);

        // When
        resumed.restore(descent.state());
        backward(theta, 0.11f, 0.13f);
        descent.step(0.01);
        backward(copy, 0.11f, 0.13f);
        resumed.step(0.01);

        // Then
        assertThat(copy.tensors()).isEqualTo(theta.tensors());
        assertThat(resumed.state()).isEqualTo(descent.state());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void shouldFollowEachGradientOnce(Rule rule) {
        // Given
        Parameters theta = theta(1, 1);
        Descent descent = new Descent(memory, theta, rule, 0);
        backward(theta, 0.3f, -0.7f);

        // When
        descent.step(0.01);

        // Then
        assertThat(theta.vector().getGradient().toFloatArray()).containsExactly(0, 0);
    }

    @Test
    void shouldShortenALongGradient() {
        // Given ‖g‖ = 5, c = 1
        Parameters theta = theta(1, 1);
        Descent descent = new Descent(memory, theta, new Sgd(0, false, 0), 1);
        backward(theta, 3, -4);

        // When
        double norm = descent.step(0.1);

        // Then
        assertThat(norm).isCloseTo(5, within(1e-6));
        assertThat(theta.vector().toFloatArray()).containsExactly(new float[]{1 - 0.06f, 1 + 0.08f}, within(1e-6f));
    }

    @Test
    void shouldRefuseAStateThatIsNotItsOwn() {
        // Given
        Descent descent = new Descent(memory, theta(1, 1), new Adam(0.9, 0.99, 1e-8, 0), 0);
        TreeMap<String, Tensor> state = new TreeMap<>(descent.state());
        state.remove("adam.v");

        // When Then
        assertThatThrownBy(() -> descent.restore(state)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("adam.v");
    }
}
