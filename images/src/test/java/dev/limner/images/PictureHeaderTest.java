package dev.limner.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;

class PictureHeaderTest {

    @ParameterizedTest
    @ValueSource(strings = {"420.jpg", "420-progressive.jpg", "restart.jpg", "cmyk.jpg", "plain.gif", "animated.gif",
            "plain.bmp", "one-bit.bmp", "lzw.tif", "jpeg.tif", "lossless.webp", "lossless-alpha.webp", "lossy.webp",
            "lossy-alpha.webp", "animated.webp", "alpha-53x20.png"})
    void shouldSayTheSizeThatIsDecoded(String name) {
        // Given
        Picture picture = PillowReference.picture(name);

        // When
        PictureHeader header = PictureHeader.read(PillowReference.file(name), name);

        // Then
        assertThat(header.width()).isEqualTo(picture.width());
        assertThat(header.height()).isEqualTo(picture.height());
        assertThat(name).contains(header.format() == PictureFormat.TIFF
                ? "tif"
                : header.format() == PictureFormat.JPEG ? "jpg" : header.format().label());
    }

    @ParameterizedTest
    @ValueSource(strings = {"420.jpg", "plain.bmp", "lzw.tif", "lossless.webp", "alpha-53x20.png"})
    void shouldRefuseWhatIsCutOffWithinItsHeader(String name) {
        // Given
        byte[] start = Arrays.copyOf(PillowReference.file(name), PictureFormat.BYTES + 1);

        // When
        assertThatThrownBy(() -> PictureHeader.read(start, "mask.png"))

                // Then
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.problem().type()).isEqualTo(ProblemType.UNREADABLE_PICTURE.uri());
                    assertThat(refused.problem().detail()).contains("'mask.png'");
                });
    }

    @Test
    void shouldRefuseWhatIsNoPicture() {
        assertThatThrownBy(() -> PictureHeader.read("<html>".getBytes(StandardCharsets.US_ASCII), "a.png"))
                .isInstanceOf(ProblemException.class).hasMessageContaining("PNG, JPEG, WebP, GIF, BMP or TIFF");
        assertThatThrownBy(() -> PictureHeader.read(new byte[0], "a.png")).isInstanceOf(ProblemException.class);
    }

    @Test
    void shouldNotBelieveMorePixelsThanThereMayBe() {
        // Given: a PNG that says it has 100 000 × 100 000 pixels
        byte[] png = PngEncoder.encode(Pictures.plain(1, 8, 8, 0));
        byte[] side = {0, 1, (byte) 0x86, (byte) 0xa0};
        System.arraycopy(side, 0, png, 16, 4);
        System.arraycopy(side, 0, png, 20, 4);

        // When
        assertThatThrownBy(() -> PictureHeader.read(png, "huge.png"))

                // Then
                .isInstanceOfSatisfying(ProblemException.class,
                        refused -> assertThat(refused.problem().type()).isEqualTo(ProblemType.TOO_LARGE.uri()));
    }
}
