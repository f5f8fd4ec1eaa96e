package dev.limner.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PngEncoderTest {

    @ParameterizedTest
    @CsvSource({"1,1,1", "1,28,28", "3,5,17", "3,64,48", "4,33,2", "4,1,300"})
    void shouldReadBackWhatItWrote(int channels, int height, int width) {
        // Given
        Picture picture = Pictures.noisy(channels, height, width, 7);

        // When
        byte[] png = PngEncoder.encode(picture);

        // Then
        assertThat(PictureDecoder.decode(png, "p.png")).isEqualTo(picture);
    }

    @ParameterizedTest
    @CsvSource({"3", "4"})
    void shouldWriteWhatTheJdkReads(int channels) throws IOException {
        // Given
        Picture picture = Pictures.noisy(channels, 9, 11, 3);

        // When
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(PngEncoder.encode(picture)));

        // Then
        for (int y = 0; y < 9; y++) {
            for (int x = 0; x < 11; x++) {
                int alpha = channels == 4 ? picture.at(3, y, x) : 255;
                assertThat(image.getRGB(x, y)).isEqualTo(alpha << 24 | picture.at(0, y, x) << 16
                        | picture.at(1, y, x) << 8 | picture.at(2, y, x));
            }
        }
    }

    @Test
    void shouldGiveTheSameBytesWhateverTheOrderOfItsText() {
        // Given
        Picture picture = Pictures.noisy(1, 28, 28, 1);
        Map<String, String> forth = new LinkedHashMap<>();
        Map<String, String> back = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            forth.put("key" + i, "value");
            back.put("key" + (19 - i), "value");
        }

        // When
        byte[] first = PngEncoder.encode(picture, forth, "<x/>");
        byte[] second = PngEncoder.encode(picture, new HashMap<>(back), "<x/>");

        // Then
        assertThat(first).isEqualTo(second);
    }

    @Test
    void shouldCompressSmoothPicturesWell() {
        // Given: a slope, which the filters turn into nothing
        byte[] pixels = new byte[256 * 256];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i % 256);
        }

        // When
        byte[] png = PngEncoder.encode(new Picture(1, 256, 256, pixels));

        // Then
        assertThat(png.length).isLessThan(1000);
    }

    @ParameterizedTest
    @CsvSource({"''", "' led by a space'", "'line\nbreak'", "'花'"})
    void shouldRefuseKeywordsThatPngHasNot(String keyword) {
        assertThatThrownBy(() -> PngEncoder.encode(Pictures.plain(1, 1, 1, 0), Map.of(keyword, ""), null))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(keyword);
    }
}
