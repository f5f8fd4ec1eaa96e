package dev.limner.models.layers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

import dev.limner.models.EngineTest;

class PixelUnshuffleTest extends EngineTest {

    @Test
    void shouldLayEachSquareOfFourPixelsIntoFourChannels() {
        // Given
        NDArray x = array(new float[]{0, 10, 1, 11, 20, 30, 21, 31}, 1, 1, 2, 4);

        // When
        NDArray y = PixelUnshuffle.by(2, x);

        // Then
        assertThat(y.getShape()).isEqualTo(new Shape(1, 4, 1, 2));
        assertThat(y.toFloatArray()).containsExactly(0, 1, 10, 11, 20, 21, 30, 31);
    }

    @Test
    void shouldBeUndoneByTheShuffle() {
        // Given
        float[] x = GroupNormalisationTest.numbers(2 * 3 * 4 * 6);

        // When
        NDArray y = PixelShuffle.by(2, PixelUnshuffle.by(2, array(x, 2, 3, 4, 6)));

        // Then
        assertThat(y.toFloatArray()).containsExactly(x);
    }
}
