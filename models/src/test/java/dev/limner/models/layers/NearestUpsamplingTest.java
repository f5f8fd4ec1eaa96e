package dev.limner.models.layers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import ai.djl.ndarray.NDArray;

import dev.limner.models.EngineTest;

class NearestUpsamplingTest extends EngineTest {

    @Test
    void shouldMakeSquaresOfPixels() {
        // Given
        NDArray x = array(new float[]{1, 2, 3, 4}, 1, 2, 1, 2);

        // When
        NDArray y = NearestUpsampling.by(2, x);

        // Then
        assertThat(y.getShape().getShape()).containsExactly(1, 2, 2, 4);
        assertThat(y.toFloatArray()).containsExactly(1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4);
    }
}
