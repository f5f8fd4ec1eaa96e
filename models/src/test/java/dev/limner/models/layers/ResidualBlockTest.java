package dev.limner.models.layers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import ai.djl.ndarray.NDArray;

import dev.limner.models.EngineTest;
import dev.limner.models.GradientCheck;
import dev.limner.models.engine.Parameters;

class ResidualBlockTest extends EngineTest {
    @Test
    void shouldBeginAsTheIdentity() {
        // Given
        ResidualBlock block = new ResidualBlock("block", 2, 2, 3);
        Parameters parameters = new Parameters(memory);
        block.begin(parameters, 1);
        float[] x = GroupNormalisationTest.numbers(2 * 9);

        // When
        NDArray y = block.apply(parameters.frozen(memory), array(x, 1, 2, 3, 3), row(1, 2, 3));

        // Then
        assertThat(y.toFloatArray()).containsExactly(x);
    }

    @Test
    void shouldListenToTheEmbedding() {
        // Given
        ResidualBlock block = new ResidualBlock("block", 2, 2, 3);
        Parameters parameters = new Parameters(memory);
        block.begin(parameters, 1);
        GradientCheck.disturb(parameters);
        NDArray x = array(GroupNormalisationTest.numbers(2 * 9), 1, 2, 3, 3);

        // When
        NDArray one = block.apply(parameters.frozen(memory), x, row(1, 2, 3));
        NDArray other = block.apply(parameters.frozen(memory), x, row(1, 2, -3));

        // Then
        assertThat(one.toFloatArray()).isNotEqualTo(other.toFloatArray());
    }

    @Test
    void shouldHaveTheGradientsOfDifferences() {
        // Given
        ResidualBlock block = new ResidualBlock("block", 1, 2, 2);
        Parameters parameters = new Parameters(memory);
        block.begin(parameters, 1);
        GradientCheck.disturb(parameters);
        NDArray x = array(GroupNormalisationTest.numbers(9), 1, 1, 3, 3);
        NDArray direction = array(GroupNormalisationTest.numbers(18), 1, 2, 3, 3);

        // When Then
        GradientCheck.check(parameters, memory,
                weights -> block.apply(weights, x, row(0.5f, -1)).mul(direction).sum(), 0.03);
    }
}
