package dev.limner.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.limner.images.PngChunks.Chunk;

class AnimatedPngTest {
    private static final Picture FIRST = Pictures.noisy(3, 4, 5, 1);
    private static final Picture SECOND = Pictures.noisy(3, 4, 5, 2);

    @Test
    void shouldPutEachFrameBehindItsControlAndNumberThemInOneRow() {
        // When
        List<Chunk> chunks = PngChunks.read(AnimatedPng.encode(List.of(FIRST, SECOND, FIRST), 60, Map.of()), "a");

        // Then
        assertThat(chunks).extracting(Chunk::type).containsExactly("IHDR", "acTL", "fcTL", "IDAT", "fcTL", "fdAT",
                "fcTL", "fdAT", "IEND");
        assertThat(chunks.get(1).data().getInt(0)).isEqualTo(3);
        assertThat(List.of(2, 4, 5, 6, 7)).extracting(i -> chunks.get(i).data().getInt(0))
                .containsExactly(0, 1, 2, 3, 4);
        assertThat(chunks.get(2).data().getShort(20)).isEqualTo((short) 60);
        assertThat(chunks.get(2).data().getShort(22)).isEqualTo((short) 1000);
    }

    @Test
    void shouldShowItsFirstFrameToWhoKnowsNoAnimations() {
        assertThat(PictureDecoder.decode(AnimatedPng.encode(List.of(FIRST, SECOND), 60, Map.of()), "a"))
                .isEqualTo(FIRST);
    }

    @Test
    void shouldRefuseFramesOfDifferentSizes() {
        assertThatThrownBy(() -> AnimatedPng.encode(List.of(FIRST, Pictures.noisy(3, 4, 6, 1)), 60, Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AnimatedPng.encode(List.of(), 60, Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
