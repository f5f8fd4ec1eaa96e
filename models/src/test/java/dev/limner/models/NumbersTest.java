package dev.limner.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;

import org.junit.jupiter.api.Test;

import ai.djl.ndarray.NDArray;
import ai.djl.training.GradientCollector;

import dev.limner.models.engine.Numbers;
import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Torch;

class NumbersTest extends EngineTest {

    @Test
    void shouldKeepAFactorUntilTheBackwardPass() {
        // Given
        Parameters theta = theta(1, 2);
        try (GradientCollector collector = Torch.engine().newGradientCollector()) {
            NDArray loss = Numbers.scaled(array(new float[]{1, 1}, 2).mul(theta.in(memory).get("theta")), 3f).sum();

            // When every buffer that nobody holds is collected and its memory written over
            System.gc();
            for (int i = 0; i < 1000; i++) {
                ByteBuffer.allocateDirect(4).putInt(i);
            }
            collector.backward(loss);
        }

        // Then
        assertThat(theta.vector().getGradient().toFloatArray()).containsExactly(3, 3);
    }

    @Test
    void shouldMakeOneHotRowsAndNoneForNoLabel() {
        // Given
        int[] labels = {2, -1, 0};

        // When
        NDArray rows = Numbers.oneHot(memory, labels, 3);

        // Then
        assertThat(rows.toFloatArray()).containsExactly(0, 0, 1, 0, 0, 0, 1, 0, 0);
        assertThat(Numbers.oneHot(memory, labels, 0)).isNull();
    }

    @Test
    void shouldBringPixelsInAndOutUnchanged() {
        // Given every byte
        byte[] pixels = new byte[256];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) i;
        }

        // When
        NDArray pictures = Numbers.pictures(memory, pixels, 1, 1, 16, 16);

        // Then
        assertThat(pictures.max().getFloat()).isEqualTo(1f);
        assertThat(Numbers.pixels(pictures)).isEqualTo(pixels);
    }
}
