package dev.limner.images;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VariationTest {
    private static final Picture PICTURE = new Picture(1, 2, 3, new byte[]{1, 2, 3, 40, 50, 60});

    @Test
    void shouldLeaveAPictureAlone() {
        assertThat(Variation.NONE.of(PICTURE)).isSameAs(PICTURE);
    }

    @Test
    void shouldMirrorAndMoveAndTurn() {
        // When
        Picture mirrored = new Variation(true, 0, 0, 0, 0, 1, 1).of(PICTURE);
        Picture moved = new Variation(false, 0, 1.0 / 3, 0, 0, 1, 1).of(PICTURE);
        Picture between = new Variation(false, 0, 0.5 / 3, 0, 0, 1, 1).of(PICTURE);
        Picture turned = new Variation(false, 180, 0, 0, 0, 1, 1).of(PICTURE);
        // Then: what comes in from the left is the edge; half a pixel is the mean of two
        assertThat(mirrored.pixels()).containsExactly(3, 2, 1, 60, 50, 40);
        assertThat(moved.pixels()).containsExactly(1, 1, 2, 40, 40, 50);
        assertThat(between.pixels()).containsExactly(1, 2, 3, 40, 45, 55);
        assertThat(turned.pixels()).containsExactly(60, 50, 40, 3, 2, 1);
    }

    @Test
    void shouldTurnClockwise() {
        // Given: one bright pixel at the top
        Picture picture = new Picture(1, 3, 3, new byte[]{0, 100, 0, 0, 0, 0, 0, 0, 0});
        // When
        Picture turned = new Variation(false, 90, 0, 0, 0, 1, 1).of(picture);
        // Then
        assertThat(turned.at(0, 1, 2)).isEqualTo(100);
        assertThat(turned.at(0, 0, 1)).isZero();
    }

    @Test
    void shouldChangeBrightnessAndContrastAboutTheMean() {
        // Given: mean 100
        Picture picture = new Picture(1, 1, 2, new byte[]{80, 120});
        // When
        Picture changed = new Variation(false, 0, 0, 0, 5, 1.5, 1).of(picture);
        // Then
        assertThat(changed.pixels()).containsExactly(75, (byte) 135);
    }

    @Test
    void shouldBlendColoursByTheirShareOfAlpha() {
        // Given: opaque white beside nothing
        Picture picture = new Picture(4, 1, 2, new byte[]{-1, 0, -1, 0, -1, 0, -1, 0});
        // When: moved by half a pixel
        Picture moved = new Variation(false, 0, 0.25, 0, 0, 1, 1).of(picture);
        // Then: half transparent, and still white
        assertThat(moved.pixels()).containsExactly(-1, -1, -1, -1, -1, -1, -1, (byte) 128);
    }
}
