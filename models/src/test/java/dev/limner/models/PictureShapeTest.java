package dev.limner.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.limner.contracts.problems.ProblemException;

class PictureShapeTest {

    @ParameterizedTest
    @CsvSource({"1, 448", "3, 1344", "4, 1792"})
    void shouldCountTheBytesOfAPicture(int channels, int bytes) {
        // Given
        PictureShape shape = new PictureShape(channels, 16, 28);

        // When Then
        assertThat(shape.bytes()).isEqualTo(bytes);
    }

    @Test
    void shouldNameTheNumbersOfChannelsThatThereAre() {
        // Given
        int channels = 2;

        // When Then
        assertThatThrownBy(() -> new PictureShape(channels, 16, 16))
                .isInstanceOfSatisfying(ProblemException.class,
                        e -> assertThat(e.problem().field()).isEqualTo("colour"))
                .hasMessageContaining("2 channels: 1 (grey), 3 (rgb) or 4 (rgba)");
    }

    @ParameterizedTest
    @CsvSource({"15, 16, height", "16, 257, width"})
    void shouldNameTheSideThatIsOutOfRange(int height, int width, String field) {
        // Given
        int channels = 4;

        // When Then
        assertThatThrownBy(() -> new PictureShape(channels, height, width)).isInstanceOfSatisfying(
                ProblemException.class, e -> assertThat(e.problem().field()).isEqualTo(field));
    }
}
