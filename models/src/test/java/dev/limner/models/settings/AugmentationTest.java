package dev.limner.models.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.limner.models.PictureShape;
import dev.limner.models.randomness.Randomness;
import dev.limner.models.randomness.Stream;

class AugmentationTest {
    private static final PictureShape SHAPE = new PictureShape(3, 16, 16);

    @Test
    void shouldLeavePicturesAsTheyAre() {
        // Given
        byte[] picture = ramp();

        // When
        Augmentation.NONE.apply(picture, 0, SHAPE, draw(0));

        // Then
        assertThat(picture).isEqualTo(ramp());
    }

    @Test
    void shouldMirrorHalfOfThem() {
        // Given
        int mirrored = 0;

        // When
        for (int i = 0; i < 1000; i++) {
            byte[] picture = ramp();
            new Augmentation(true, 0, 0).apply(picture, 0, SHAPE, draw(i));
            mirrored += picture[0] == ramp()[15] ? 1 : 0;
        }

        // Then (± 4 standard deviations)
        assertThat(mirrored).isBetween(436, 564);
    }

    @Test
    void shouldMoveByWholePixelsAndRepeatTheEdge() {
        // Given
        Set<Integer> corners = new HashSet<>();

        // When
        for (int i = 0; i < 200; i++) {
            byte[] picture = ramp();
            new Augmentation(false, 1, 0).apply(picture, 0, SHAPE, draw(i));
            corners.add(picture[0] & 255);
        }

        // Then the corner shows itself, its right, its lower or its diagonal neighbour
        assertThat(corners).containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    @Test
    void shouldKeepGreyGreyAndWithinBounds() {
        // Given
        byte[] picture = new byte[SHAPE.bytes()];
        for (int i = 0; i < picture.length; i++) {
            picture[i] = (byte) (i % 256);
        }

        // When
        new Augmentation(false, 0, 0.5).apply(picture, 0, SHAPE, draw(3));

        // Then
        for (int i = 0; i < 256; i++) {
            assertThat(picture[i]).isEqualTo(picture[256 + i]).isEqualTo(picture[512 + i]);
        }
        assertThat(picture[10]).isNotEqualTo((byte) 10);
    }

    /** Each plane: x + 2y. */
    private static byte[] ramp() {
        byte[] picture = new byte[SHAPE.bytes()];
        for (int i = 0; i < picture.length; i++) {
            picture[i] = (byte) (i % 16 + 2 * (i % 256 / 16));
        }
        return picture;
    }

    private static Randomness draw(long index) {
        return new Randomness(1, Stream.AUGMENTATION, index);
    }
}
