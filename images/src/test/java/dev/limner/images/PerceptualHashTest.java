package dev.limner.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PerceptualHashTest {
    private static final int SIDE = 28;
    private final PerceptualHash hash = new PerceptualHash(SIDE, SIDE);

    @Test
    void shouldHaveTheSignsOfACosineItself() {
        // Given: cos(5π(2x+1)/56) across, nothing down: one coefficient, (u=5, v=0), is 28 · 14 · 100, all others are 0
        byte[] pixels = new byte[SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Math.round(128 + 100 * Math.cos((2 * (i % SIDE) + 1) * 5 * Math.PI / (2 * SIDE)));
        }
        // When
        long bits = hash.of(new Picture(1, SIDE, SIDE, pixels));
        // Then
        assertThat(bits >>> 5 & 1).isEqualTo(1);
        assertThat(bits & 1).isZero();
    }

    @Test
    void shouldHardlyChangeWithSizeAndBrightnessAndContrast() {
        // Given
        Picture picture = DrawnSet.picture(4, 9, 0);
        Picture larger = Resizer.resize(picture, 2 * SIDE, 2 * SIDE);
        byte[] fainter = picture.pixels().clone();
        for (int i = 0; i < fainter.length; i++) {
            fainter[i] = (byte) (40 + (fainter[i] & 0xff) * 7 / 10);
        }
        // When
        long bits = hash.of(picture);
        // Then
        assertThat(PerceptualHash.distance(bits, hash.of(new Picture(1, SIDE, SIDE, fainter)))).isLessThanOrEqualTo(2);
        assertThat(PerceptualHash.distance(bits, new PerceptualHash(2 * SIDE, 2 * SIDE).of(larger)))
                .isLessThanOrEqualTo(3);
    }

    @Test
    void shouldDifferBetweenPictures() {
        // Given
        long triangle = hash.of(DrawnSet.picture(2, 9, 0));
        long other = hash.of(DrawnSet.picture(7, 9, 1));
        // Then
        assertThat(PerceptualHash.distance(triangle, other)).isGreaterThan(12);
    }

    @Test
    void shouldRefuseAnotherSize() {
        assertThatThrownBy(() -> hash.of(new Picture(1, 2, 2, new byte[4])))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("28×28");
    }
}
