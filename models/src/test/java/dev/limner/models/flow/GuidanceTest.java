package dev.limner.models.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import ai.djl.ndarray.NDArray;

import dev.limner.models.EngineTest;

class GuidanceTest extends EngineTest {
    /** v = x + (1, 10)·y: the class adds 1 or 10. */
    private final Guidance.Field field = (x, y) -> x.add(y.matMul(array(new float[]{1, 10}, 2, 1)));

    @Test
    void shouldAddWhatTheClassAddsSeveralTimes() {
        // Given two pictures, of classes 0 and 1
        NDArray x = array(new float[]{5, 7}, 2, 1);
        NDArray y = array(new float[]{1, 0, 0, 1}, 2, 2);

        // When
        NDArray v = Guidance.of(field, x, y, 3);

        // Then 5 + 3·1 and 7 + 3·10
        assertThat(v.toFloatArray()).containsExactly(8, 37);
    }

    @Test
    void shouldBeTheClasssOwnVelocityAtOne() {
        // Given
        NDArray x = array(new float[]{5, 7}, 2, 1);
        NDArray y = array(new float[]{1, 0, 0, 1}, 2, 2);

        // When
        NDArray v = Guidance.of(field, x, y, 1);

        // Then
        assertThat(v.toFloatArray()).containsExactly(6, 17);
    }

    @Test
    void shouldHaveNothingToGuideByWithoutClasses() {
        // Given
        NDArray x = array(new float[]{5, 7}, 2, 1);

        // When
        NDArray v = Guidance.of((input, y) -> input.add(1f), x, null, 3);

        // Then
        assertThat(v.toFloatArray()).containsExactly(6, 8);
    }
}
