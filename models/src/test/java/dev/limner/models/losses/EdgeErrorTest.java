package dev.limner.models.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import ai.djl.ndarray.NDArray;

import dev.limner.models.EngineTest;

class EdgeErrorTest extends EngineTest {

    @Test
    void shouldCompareDifferencesOfNeighbours() {
        // Given x̂ − x = (0 1; 4 0): vertical differences 4 and −1, horizontal ones 1 and −4
        NDArray x = array(new float[]{1, 1, 1, 1}, 1, 1, 2, 2);
        NDArray painted = array(new float[]{1, 2, 5, 1}, 1, 1, 2, 2);

        // When
        float error = EdgeError.of(painted, x).getFloat();

        // Then
        assertThat(error).isCloseTo(2.5f + 2.5f, within(1e-6f));
    }

    @Test
    void shouldNotMindAnotherBrightness() {
        // Given
        NDArray x = array(new float[]{1, 2, 3, 4}, 1, 1, 2, 2);

        // When
        float error = EdgeError.of(x.add(0.5f), x).getFloat();

        // Then
        assertThat(error).isZero();
    }
}
