package dev.limner.models.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.EngineTest;
import dev.limner.models.PictureShape;
import dev.limner.models.engine.Parameters;

class DecoderTest extends EngineTest {

    @ParameterizedTest
    @CsvSource({"1, 28, 28, 2, 7, 7", "3, 32, 32, 2, 8, 8", "4, 64, 32, 2, 16, 8", "3, 64, 64, 3, 8, 8",
            "3, 256, 256, 5, 8, 8"})
    void shouldHalveUntilTheShorterSideIsSmall(int channels, int height, int width, int levels, int low, int narrow) {
        // Given
        PictureShape shape = new PictureShape(channels, height, width);

        // When
        Halvings halved = Halvings.of(shape, "test");

        // Then
        assertThat(halved).isEqualTo(new Halvings(levels, low, narrow));
    }

    @ParameterizedTest
    @CsvSource({"1, 28, 28", "4, 64, 32", "3, 64, 64"})
    void shouldGoFromPictureToCodeAndBack(int channels, int height, int width) {
        // Given
        Halvings halved = Halvings.of(new PictureShape(channels, height, width), "test");
        Encoder encoder = new Encoder(channels, halved, 4, 2, 3);
        Decoder decoder = new Decoder(channels, halved, 4, 8, 3, 2);
        Parameters parameters = new Parameters(memory);
        encoder.begin(parameters, 1);
        decoder.begin(parameters, 1);
        NDArray x = array(new float[channels * height * width], 1, channels, height, width);

        // When
        NDArray z = encoder.apply(parameters.frozen(memory), x, row(0, 1));
        NDArray decoded = decoder.apply(parameters.frozen(memory), z, row(0, 1));

        // Then
        assertThat(z.getShape()).isEqualTo(new Shape(1, 3));
        assertThat(decoded.getShape()).isEqualTo(x.getShape());
        assertThat(decoded.min().getFloat()).isPositive();
        assertThat(decoded.max().getFloat()).isLessThan(1);
    }

    @Test
    void shouldSumTheSquaresOfAllWeightsButBiases() {
        // Given
        Decoder decoder = new Decoder(1, new Halvings(3, 2, 2), 4, 8, 3, 0);
        Parameters parameters = new Parameters(memory);
        decoder.begin(parameters, 1);
        parameters.vector().addi(0.5f); // so that biases are not zero
        double sum = 0;
        for (Map.Entry<String, Tensor> each : parameters.tensors().entrySet()) {
            for (float weight : each.getKey().endsWith(".bias") ? new float[0] : each.getValue().floats()) {
                sum += weight * weight;
            }
        }

        // When
        float squared = decoder.squaredNorm(parameters.frozen(memory)).getFloat();

        // Then
        assertThat((double) squared).isCloseTo(sum, within(1e-4 * sum));
    }
}
