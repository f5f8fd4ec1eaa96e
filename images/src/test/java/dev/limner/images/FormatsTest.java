package dev.limner.images;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every format gives the pixels that Pillow gives, bit for bit where the format fixes them. */
class FormatsTest {

    @ParameterizedTest
    @ValueSource(strings = {"444.jpg", "444-progressive.jpg", "422.jpg", "422-progressive.jpg", "420.jpg",
            "420-progressive.jpg", "restart.jpg", "grey.jpg", "rgb.jpg", "turned.jpg", "plain.gif", "interlaced.gif",
            "animated.gif", "plain.bmp", "palette.bmp", "one-bit.bmp", "lzw.tif", "deflate.tif", "packbits.tif",
            "jpeg.tif", "fax.tif", "palette.tif", "turned.tif", "lossless.webp", "lossless-alpha.webp",
            "lossy.webp", "lossy-alpha.webp", "animated.webp", "turned.webp", "cmyk.jpg", "cmyk.tif"})
    void shouldReadWhatPillowReads(String name) {
        // Given
        Picture expected = PillowReference.picture(name + ".png");

        // When
        Picture picture = PillowReference.picture(name);

        // Then
        assertThat(PillowReference.difference(picture, expected)).isZero();
    }

    @Test
    void shouldLeaveTransparentPixelsOfAGifWithoutWeight() {
        // Given: colour 3 of the palette is transparent
        Picture expected = PillowReference.picture("transparent.gif.png");

        // When
        Picture picture = PillowReference.picture("transparent.gif");

        // Then
        assertThat(picture.toRgb()).isEqualTo(expected.toRgb());
    }
}
