package dev.limner.datasets.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

import dev.limner.contracts.messages.Colour;
import dev.limner.contracts.messages.Fit;
import dev.limner.images.Picture;

class NormaliserTest {
    /** 64 by 16 pixels: grey 10 in the left half, 200 in the right one. */
    private static final Picture WIDE = wide();

    @Test
    void shouldKeepTheMiddle() {
        // When
        Picture picture = new Normaliser(16, Fit.CROP, null).normalise(WIDE);
        // Then
        assertThat(picture.at(0, 8, 0)).isEqualTo(10);
        assertThat(picture.at(0, 8, 7)).isEqualTo(10);
        assertThat(picture.at(0, 8, 8)).isEqualTo(200);
    }

    @Test
    void shouldKeepTheWholeOnWhite() {
        // When
        Picture picture = new Normaliser(16, Fit.PAD, Colour.RGB).normalise(WIDE);
        // Then: rows 6 to 9 hold the picture
        assertThat(picture.at(2, 5, 3)).isEqualTo(255);
        assertThat(picture.at(2, 6, 3)).isEqualTo(10);
        assertThat(picture.at(2, 9, 12)).isEqualTo(200);
        assertThat(picture.at(2, 10, 12)).isEqualTo(255);
    }

    @Test
    void shouldKeepTheWholeOnNothingWhereThereIsAlpha() {
        // When
        Picture picture = new Normaliser(16, Fit.PAD, Colour.RGBA).normalise(WIDE);
        // Then
        assertThat(picture.at(3, 5, 3)).isZero();
        assertThat(picture.at(3, 6, 3)).isEqualTo(255);
    }

    @Test
    void shouldStretchTheWhole() {
        // When
        Picture picture = new Normaliser(16, Fit.STRETCH, null).normalise(WIDE);
        // Then
        assertThat(picture.at(0, 0, 2)).isEqualTo(10);
        assertThat(picture.at(0, 15, 13)).isEqualTo(200);
    }

    private static Picture wide() {
        byte[] pixels = new byte[64 * 16];
        for (int row = 0; row < 16; row++) {
            Arrays.fill(pixels, 64 * row, 64 * row + 32, (byte) 10);
            Arrays.fill(pixels, 64 * row + 32, 64 * row + 64, (byte) 200);
        }
        return new Picture(1, 16, 64, pixels);
    }
}
