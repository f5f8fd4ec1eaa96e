package dev.limner.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PictureTest {

    @Test
    void shouldWeighColoursByTheirLuma() {
        // Given
        Picture red = new Picture(3, 1, 1, new byte[]{(byte) 255, 0, 0});
        Picture green = new Picture(3, 1, 1, new byte[]{0, (byte) 255, 0});
        Picture white = new Picture(3, 1, 1, new byte[]{-1, -1, -1});

        // When
        int[] grey = {red.toGrey().at(0, 0, 0), green.toGrey().at(0, 0, 0), white.toGrey().at(0, 0, 0)};

        // Then: 0.299 × 255, 0.587 × 255, 255
        assertThat(grey).containsExactly(76, 150, 255);
    }

    @Test
    void shouldShowWhiteWhereItIsTransparent() {
        // Given: a black pixel, once transparent, once half, once opaque
        Picture picture = new Picture(4, 1, 3, new byte[]{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 128, (byte) 255});

        // When
        Picture rgb = picture.toRgb();

        // Then
        assertThat(rgb).isEqualTo(new Picture(3, 1, 3,
                new byte[]{-1, 127, 0, -1, 127, 0, -1, 127, 0}));
    }

    @Test
    void shouldKeepWhatIsGreyOrRgbAlready() {
        // Given
        Picture grey = new Picture(1, 1, 2, new byte[]{1, 2});

        // When
        Picture rgb = grey.toRgb();

        // Then
        assertThat(rgb.pixels()).containsExactly(1, 2, 1, 2, 1, 2);
        assertThat(rgb.toRgb()).isSameAs(rgb);
        assertThat(grey.toGrey()).isSameAs(grey);
        assertThat(rgb.toGrey()).isEqualTo(grey);
    }

    @Test
    void shouldForgetColoursOfWhichNothingShows() {
        // Given: one colour, once transparent, once nearly
        Picture picture = new Picture(4, 1, 2, new byte[]{7, 7, 8, 8, 9, 9, 0, 1});

        // When
        Picture rgba = picture.toRgba();

        // Then
        assertThat(rgba.pixels()).containsExactly(0, 7, 0, 8, 0, 9, 0, 1);
        assertThat(new Picture(1, 1, 1, new byte[]{5}).toRgba().pixels()).containsExactly(5, 5, 5, -1);
    }

    @Test
    void shouldRefuseWhatIsNoPicture() {
        assertThatThrownBy(() -> new Picture(2, 1, 1, new byte[2])).hasMessageContaining("2 channels");
        assertThatThrownBy(() -> new Picture(1, 0, 1, new byte[0])).hasMessageContaining("1×0");
        assertThatThrownBy(() -> new Picture(3, 2, 2, new byte[11])).hasMessageContaining("11 bytes");
        assertThatThrownBy(() -> new Picture(1, 1 << 16, 1 << 16, new byte[0])).hasMessageContaining("0 bytes");
    }
}
