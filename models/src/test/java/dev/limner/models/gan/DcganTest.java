package dev.limner.models.gan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.models.Configuration;
import dev.limner.models.EngineTest;
import dev.limner.models.Families;
import dev.limner.models.PictureShape;
import dev.limner.models.engine.Parameters;

/** The preset {@code dcgan-32} is the paper's network, layer by layer. */
class DcganTest extends EngineTest {

    @ParameterizedTest
    @CsvSource({"3, 1068928, 663296", "1, 1066880, 661248"})
    void shouldHaveThePapersLayers(int channels, long painting, long judging) {
        // Given
        Canvas canvas = new Canvas(new PictureShape(channels, 32, 32), 32, 32);
        DcganGenerator generator = new DcganGenerator(100, 64, canvas);
        DcganDiscriminator discriminator = new DcganDiscriminator(64, canvas);
        Parameters painter = new Parameters(memory);
        Parameters judge = new Parameters(memory);
        generator.begin(painter, 1);
        discriminator.begin(judge, 1);

        // When
        List<NDArray> painted = generator.layers(painter.in(memory), memory.ones(new Shape(2, 100)), true);
        List<NDArray> judged = discriminator.layers(judge.in(memory), painted.get(3), true);

        // Then
        assertThat(painted).extracting(NDArray::getShape).containsExactly(new Shape(2, 256, 4, 4),
                new Shape(2, 128, 8, 8), new Shape(2, 64, 16, 16), new Shape(2, channels, 32, 32));
        assertThat(judged).extracting(NDArray::getShape).containsExactly(new Shape(2, 64, 16, 16),
                new Shape(2, 128, 8, 8), new Shape(2, 256, 4, 4), new Shape(2, 1, 1, 1));
        assertThat(painter.count()).isEqualTo(painting);
        assertThat(judge.count()).isEqualTo(judging);
    }

    @Test
    void shouldBeginWithThePapersWeights() {
        // Given
        Parameters parameters = new Parameters(memory);
        new DcganGenerator(100, 64, new Canvas(new PictureShape(3, 32, 32), 32, 32)).begin(parameters, 1);

        // When
        float[] kernels = parameters.tensors().get("painting.2.weight").floats();
        float[] gains = parameters.tensors().get("painting.norm.2.weight").floats();

        // Then
        assertThat(deviation(kernels, 0)).isCloseTo(0.02, within(1e-4));
        assertThat(deviation(gains, 1)).isCloseTo(0.02, within(5e-3));
    }

    @Test
    void shouldBeThePreset() {
        // Given
        PictureShape shape = new PictureShape(3, 32, 32);

        // When
        Configuration configuration = Families.named("gan").configure("dcgan-32", Map.of(), shape, List.of("a"), 1);

        // Then
        assertThat(configuration.classes()).isEmpty();
        assertThat(configuration.settings()).containsAllEntriesOf(Map.of("loss", "bce", "latent", "100", "batch", "128",
                "learningRate", "0.0002", "discriminatorLearningRate", "0.0002", "adamBeta1", "0.5", "adamBeta2",
                "0.999", "averaging", "0", "temperature", "1"))
                .containsAllEntriesOf(Map.of("learningRateSchedule", "constant", "learningRateWarmUp", "0"));
    }

    @Test
    void shouldPaintSmallerPicturesOnACanvas() {
        // Given
        Canvas canvas = new Canvas(new PictureShape(1, 28, 28), 32, 32);
        DcganGenerator generator = new DcganGenerator(8, 4, canvas);
        Parameters parameters = new Parameters(memory);
        generator.begin(parameters, 1);
        NDArray z = memory.ones(new Shape(1, 8));

        // When
        NDArray cropped = generator.paint(parameters.in(memory), z, null, false);

        // Then
        NDArray whole = generator.layers(parameters.in(memory), z, false).get(3);
        assertThat(cropped.getShape()).isEqualTo(new Shape(1, 1, 28, 28));
        assertThat(cropped.get(0, 0, 27, 27).getFloat()).isEqualTo(whole.get(0, 0, 27, 27).getFloat());
        assertThat(canvas.padded(cropped).get(0, 0, 28, 3).getFloat()).isEqualTo(-1);
        assertThat(canvas.padded(cropped).get(0, 0, 27, 3).getFloat()).isEqualTo(whole.get(0, 0, 27, 3).getFloat());
    }

    @ParameterizedTest
    @CsvSource({"64, 64", "30, 30", "28, 32"})
    void shouldRefuseOtherSides(int width, int height) {
        assertThatThrownBy(() -> Families.named("gan").configure("dcgan-32", Map.of(),
                new PictureShape(1, height, width), List.of(), 1)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("%d×%d: dcgan paints 32×32".formatted(width, height));
    }

    @Test
    void shouldRefuseTheWassersteinLossWithoutABound() {
        assertThatThrownBy(() -> Families.named("gan").configure("dcgan-32", Map.of("loss", "wasserstein"),
                new PictureShape(1, 32, 32), List.of(), 1)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("needs a bound");
    }

    @Test
    void shouldRefuseClasses() {
        assertThatThrownBy(() -> Families.named("gan").configure("dcgan-32", Map.of("classConditional", "true"),
                new PictureShape(1, 32, 32), List.of("a", "b"), 1)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("dcgan knows of no classes");
    }

    private static double deviation(float[] values, double middle) {
        double squares = 0;
        for (float value : values) {
            squares += (value - middle) * (value - middle);
        }
        return Math.sqrt(squares / values.length);
    }
}
