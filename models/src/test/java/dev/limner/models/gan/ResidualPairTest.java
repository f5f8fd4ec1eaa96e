package dev.limner.models.gan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import dev.limner.models.engine.Weights;

class ResidualPairTest extends EngineTest {

    @ParameterizedTest
    @CsvSource({"1, 16, 16, 1", "1, 28, 28, 2", "3, 32, 32, 2", "3, 36, 28, 2", "3, 36, 36, 3", "4, 64, 48, 3",
            "1, 100, 100, 4", "3, 256, 256, 5", "1, 16, 256, 1"})
    void shouldPaintAndJudgePicturesOfEverySize(int channels, int height, int width, int halvings) {
        // Given
        PictureShape shape = new PictureShape(channels, height, width);
        Levels levels = Levels.of(shape, 2);
        Parameters painting = new Parameters(memory);
        Parameters judging = new Parameters(memory);
        ResidualGenerator generator = new ResidualGenerator(4, 2, levels);
        ResidualDiscriminator discriminator = new ResidualDiscriminator(2, levels);
        generator.begin(painting, 1);
        discriminator.begin(judging, 1);
        NDArray y = array(new float[]{1, 0, 0, 1}, 2, 2);

        // When
        NDArray x = generator.paint(painting.in(memory), memory.ones(new Shape(2, 4)), y, true);
        NDArray score = discriminator.score(discriminator.prepared(judging.in(memory)), x, y, true);

        // Then
        assertThat(levels.count()).isEqualTo(halvings);
        assertThat(x.getShape()).isEqualTo(new Shape(2, channels, height, width));
        assertThat(score.getShape()).isEqualTo(new Shape(2));
    }

    @Test
    void shouldJudgeByClass() {
        // Given
        Levels levels = Levels.of(new PictureShape(1, 16, 16), 4);
        ResidualDiscriminator discriminator = new ResidualDiscriminator(2, levels);
        Parameters parameters = new Parameters(memory);
        discriminator.begin(parameters, 1);
        Weights weights = discriminator.prepared(parameters.in(memory));
        NDArray x = memory.ones(new Shape(3, 1, 16, 16));

        // When
        float[] scores = discriminator.score(weights, x, array(new float[]{1, 0, 0, 1, 0, 0}, 3, 2), false)
                .toFloatArray();

        // Then
        assertThat(scores[0]).isNotEqualTo(scores[1]);
        assertThat(scores[2]).isNotEqualTo(scores[0]).isNotEqualTo(scores[1]);
    }

    @Test
    void shouldBeTheUsualPreset() {
        // Given
        PictureShape shape = new PictureShape(1, 28, 28);

        // When
        Configuration configuration = Families.named("gan").configure(null, Map.of(), shape, List.of("a"), 1);

        // Then
        assertThat(configuration.preset()).isEqualTo("resnet-hinge");
        assertThat(configuration.classes()).containsExactly("a");
    }

    @Test
    void shouldRefuseSidesThatAreNoMultiplesOfFour() {
        assertThatThrownBy(() -> Levels.of(new PictureShape(1, 30, 28), 8)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("28×30: the gan needs sides that are multiples of 4");
    }
}
