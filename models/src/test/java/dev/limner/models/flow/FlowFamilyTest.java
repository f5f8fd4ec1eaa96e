package dev.limner.models.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.models.Configuration;
import dev.limner.models.Description;
import dev.limner.models.PictureShape;

class FlowFamilyTest {
    private final FlowFamily family = new FlowFamily();

    @ParameterizedTest
    @CsvSource({"1, 16, 16, 4, 4, 4", "1, 28, 28, 4, 7, 7", "3, 32, 32, 8, 8, 8", "3, 64, 64, 16, 8, 8",
            "4, 96, 64, 16, 12, 8", "3, 128, 128, 32, 8, 8", "3, 256, 256, 32, 8, 8"})
    void shouldGoAsDeepAsThePictureIsLarge(int channels, int height, int width, int latents, int h, int w) {
        // Given
        PictureShape shape = new PictureShape(channels, height, width);

        // When
        FlowNetworks networks = FlowNetworks.of(family.configure(null, Map.of(), shape, List.of(), 1));

        // Then
        assertThat(List.of(networks.channels(), networks.height(), networks.width())).containsExactly(latents, h, w);
    }

    @ParameterizedTest
    @CsvSource({"1, 16, 16", "1, 28, 28", "3, 32, 32", "3, 64, 48", "3, 256, 256"})
    void shouldFlowInThePixelsOfAnyOfTheseSizes(int channels, int height, int width) {
        // Given
        PictureShape shape = new PictureShape(channels, height, width);

        // When
        FlowNetworks networks = FlowNetworks.of(family.configure("pixel-small", Map.of(), shape, List.of(), 1));

        // Then
        assertThat(networks.numbers()).isEqualTo(shape.bytes());
        assertThat(networks.autoencoder()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"latent-small, 30, multiples of 4", "latent-small, 100, multiples of 16",
            "pixel-small, 50, multiples of 4"})
    void shouldRefuseSidesThatCannotBeHalvedOftenEnough(String preset, int side, String needed) {
        // Given
        PictureShape shape = new PictureShape(1, side, side);

        // When Then
        assertThatThrownBy(() -> family.configure(preset, Map.of(), shape, List.of(), 1))
                .isInstanceOf(ProblemException.class).hasMessageContaining(needed);
    }

    @ParameterizedTest
    @CsvSource({"1, 28, 28", "3, 16, 256", "4, 64, 64", "3, 256, 256"})
    void shouldTakeTheNarrowestAutoencoder(int channels, int height, int width) {
        // Given
        Configuration configuration = family.configure(null, Map.of("autoencoderChannels", "4"),
                new PictureShape(channels, height, width), List.of(), 1);

        // When
        Description description = Description.of(configuration);

        // Then
        assertThat(description.layers()).filteredOn(layer -> layer.layer().equals("decoder.painting")).singleElement()
                .satisfies(layer -> assertThat(layer.output()).containsExactly(4L * channels, height / 2L, width / 2L));
    }

    @Test
    void shouldRefuseHeadsThatDoNotDivideTheChannels() {
        // Given
        Map<String, String> settings = Map.of("heads", "5");
        PictureShape shape = new PictureShape(1, 28, 28);

        // When Then
        assertThatThrownBy(() -> family.configure(null, settings, shape, List.of(), 1))
                .isInstanceOf(ProblemException.class).hasMessageContaining("5 do not divide");
    }

    @Test
    void shouldBeginTheFlowsScheduleWhereTheFlowBegins() {
        // Given
        Configuration configuration = family.configure(null,
                Map.of("autoencoderImages", "1000", "learningRate", "1", "learningRateWarmUp", "100"),
                new PictureShape(1, 28, 28), List.of(), 1);

        // When
        FlowSettings settings = FlowSettings.of(configuration.settings());

        // Then
        assertThat(settings.rate().at(1050)).isEqualTo(0.5);
        assertThat(settings.first().rate().at(1000)).isLessThan(0.0001);
    }
}
