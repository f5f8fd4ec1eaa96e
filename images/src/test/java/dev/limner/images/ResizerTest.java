package dev.limner.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResizerTest {

    @ParameterizedTest
    @CsvSource({"28,32", "28,16", "7,64", "300,32", "1,16"})
    void shouldKeepAPlainPicturePlain(int from, int to) {
        assertThat(Resizer.square(Pictures.plain(3, from, from, 137), to))
                .isEqualTo(Pictures.plain(3, to, to, 137));
    }

    @Test
    void shouldLeaveTheRightSizeAlone() {
        // Given
        Picture picture = Pictures.noisy(1, 28, 28, 2);

        // When
        Picture resized = Resizer.square(picture, 28);

        // Then
        assertThat(resized).isSameAs(picture);
    }

    @Test
    void shouldTakeTheMiddle() {
        // Given: columns 0 to 9, each of its own value
        byte[] pixels = new byte[4 * 10];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i % 10);
        }

        // When
        Picture square = Resizer.square(new Picture(1, 4, 10, pixels), 4);

        // Then
        assertThat(square.pixels()).containsExactly(3, 4, 5, 6, 3, 4, 5, 6, 3, 4, 5, 6, 3, 4, 5, 6);
    }

    @Test
    void shouldWeighByTheCubicKernel() {
        // Given: two pixels to four; the second sample lies at 0.75, a quarter past the first pixel's centre
        Picture picture = new Picture(1, 1, 2, new byte[]{0, (byte) 200});

        // When
        Picture wide = Resizer.resize(picture, 4, 1);

        // Then: k(0.25) = 0.8671875 and k(0.75) = 0.2265625, as parts of their sum: 0.20714 × 200 = 41.4; outside,
        // k(0.25) and k(1.25) = −0.0703125: 1.08824 × 200 = 217.6, and −17.6, which is held at 0
        assertThat(row(wide)).containsExactly(0, 41, 159, 218);
    }

    @Test
    void shouldNotAlias() {
        // Given: a chequered picture, finer than the new size can show
        byte[] pixels = new byte[64 * 64];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) ((i + i / 64) % 2 == 0 ? 255 : 0);
        }

        // When
        Picture small = Resizer.square(new Picture(1, 64, 64, pixels), 16);

        // Then: grey in the middle, everywhere
        for (int y = 1; y < 15; y++) {
            for (int x = 1; x < 15; x++) {
                assertThat(small.at(0, y, x)).isBetween(126, 129);
            }
        }
    }

    @Test
    void shouldNotLetTransparentColoursBleed() {
        // Given: the left half opaque white, the right half transparent black
        byte[] pixels = new byte[4 * 8 * 8];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i % 8 < 4 ? 255 : 0);
        }

        // When
        Picture small = Resizer.square(new Picture(4, 8, 8, pixels), 5);

        // Then: where anything shows, it is white
        for (int x = 0; x < 5; x++) {
            if (small.at(3, 2, x) > 0) {
                assertThat(small.at(0, 2, x)).isEqualTo(255);
            }
        }
        assertThat(small.at(3, 2, 2)).isBetween(100, 155);
    }

    private static int[] row(Picture picture) {
        return IntStream.range(0, picture.width()).map(x -> picture.at(0, 0, x)).toArray();
    }
}
