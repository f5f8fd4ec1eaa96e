package dev.limner.models.layers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

import dev.limner.models.EngineTest;

class PixelShuffleTest extends EngineTest {

    @Test
    void shouldLayFourChannelsIntoEachSquareOfFourPixels() {
        // Given four channels of 1×2
        NDArray x = array(new float[]{0, 1, 10, 11, 20, 21, 30, 31}, 1, 4, 1, 2);

        // When
        NDArray y = PixelShuffle.by(2, x);

        // Then
        assertThat(y.getShape()).isEqualTo(new Shape(1, 1, 2, 4));
        assertThat(y.toFloatArray()).containsExactly(0, 10, 1, 11, 20, 30, 21, 31);
    }
}
