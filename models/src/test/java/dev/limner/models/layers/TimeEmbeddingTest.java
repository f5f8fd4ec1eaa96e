package dev.limner.models.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import dev.limner.models.EngineTest;

class TimeEmbeddingTest extends EngineTest {

    @Test
    void shouldMakeWavesOfFallingFrequency() {
        // Given E = 4: frequencies 1000 and 1000 / √10000 = 10
        float[] times = {0, 0.25f};

        // When
        float[] waves = TimeEmbedding.of(memory, times, 4).toFloatArray();

        // Then cosines, then sines
        assertThat(waves).containsExactly(new float[]{1, 1, 0, 0, (float) Math.cos(250), (float) Math.cos(2.5),
                (float) Math.sin(250), (float) Math.sin(2.5)}, within(1e-6f));
    }
}
