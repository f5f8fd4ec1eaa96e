package dev.limner.models.cnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.limner.models.PictureShape;
import dev.limner.models.TrainingPictures;

class FirstCodesTest {

    /** Pictures of one grey each lie on a line, also where they are looked at in small: one number of a code says which. */
    @ParameterizedTest
    @ValueSource(ints = {16, 64})
    void shouldPlacePicturesAlongTheirDifferences(int side) {
        // Given greys 0, 10, … 50
        TrainingPictures greys = new Greys(new PictureShape(1, side, side));

        // When
        float[] codes = FirstCodes.of(greys, 3, 1);

        // Then, about their mean, −5 −3 −1 1 3 5 in units of ½ / √(35/3), in one direction or the other
        assertThat(codes).hasSize(18);
        double unit = 0.5 / Math.sqrt(35.0 / 3);
        double sign = Math.signum(codes[15]);
        for (int n = 0; n < 6; n++) {
            assertThat((double) codes[3 * n]).isCloseTo(sign * unit * (2 * n - 5), within(1e-3));
            assertThat(codes[3 * n + 1]).isCloseTo(0, within(1e-3f));
        }
        assertThat(codes).isEqualTo(FirstCodes.of(greys, 3, 1));
    }

    private record Greys(PictureShape shape) implements TrainingPictures {
        @Override
        public int count() {
            return 6;
        }

        @Override
        public List<String> classes() {
            return List.of();
        }

        @Override
        public int label(int i) {
            return -1;
        }

        @Override
        public void copy(int i, byte[] target, int offset) {
            Arrays.fill(target, offset, offset + shape.bytes(), (byte) (10 * i));
        }
    }
}
