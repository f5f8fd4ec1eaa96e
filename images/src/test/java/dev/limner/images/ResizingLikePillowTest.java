package dev.limner.images;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Resizing gives what Pillow's bicubic filter gives, bit for bit. */
class ResizingLikePillowTest {

    @ParameterizedTest
    @CsvSource({"noise,32,32", "noise,16,16", "noise,53,20", "noise,64,48", "noise,101,7", "natural,32,32",
            "natural,16,16", "natural,53,20", "natural,64,48", "natural,101,7", "alpha,32,32", "alpha,16,16",
            "alpha,53,20", "alpha,64,48", "alpha,101,7"})
    void shouldGiveWhatPillowGives(String name, int width, int height) {
        // Given
        Picture picture = PillowReference.picture(name + ".png");
        Picture expected = PillowReference.picture("%s-%dx%d.png".formatted(name, width, height));

        // When
        Picture resized = Resizer.resize(picture, width, height);

        // Then
        assertThat(PillowReference.difference(resized, expected)).isZero();
    }
}
