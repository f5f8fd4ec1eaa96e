package dev.limner.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DescriptionTest {

    @Test
    void shouldCountByLayerWhatIsCountedByHand() {
        // Given: C = 4 channels, hidden 8, J = 2 latents; 16×16 grey is halved twice, to 8 channels of 4×4
        Configuration tiny = Families.named("vae").configure("vae-plain",
                Map.of("channels", "4", "hidden", "8", "latent", "2"), new PictureShape(1, 16, 16), List.of(), 1);

        // When
        Description description = Description.of(tiny);

        // Then
        assertThat(description.layers()).containsExactly(
                new Description.Row("decoder.widening", List.of(8L), 2 * 8 + 8, 1, 2 * 8, true),
                new Description.Row("decoder.opening", List.of(128L), 8 * 128 + 128, 1, 8 * 128, true),
                new Description.Row("decoder.doubling.1", List.of(16L, 4L, 4L), 8 * 16 * 9 + 16, 1, 8 * 16 * 9 * 16,
                        true),
                new Description.Row("decoder.refinement.1", List.of(4L, 8L, 8L), 4 * 4 * 9 + 4, 1, 4 * 4 * 9 * 64,
                        true),
                new Description.Row("decoder.painting", List.of(4L, 8L, 8L), 4 * 4 * 9 + 4, 1, 4 * 4 * 9 * 64, true),
                new Description.Row("encoder.halving.0", List.of(4L, 8L, 8L), 4 * 16 + 4, 1, 4 * 16 * 64, false),
                new Description.Row("encoder.halving.1", List.of(8L, 4L, 4L), 4 * 8 * 16 + 8, 1, 4 * 8 * 16 * 16,
                        false),
                new Description.Row("encoder.last", List.of(8L, 4L, 4L), 8 * 8 * 9 + 8, 1, 8 * 8 * 9 * 16, false),
                new Description.Row("encoder.moments", List.of(4L), 128 * 4 + 4, 1, 128 * 4, false));
        assertThat(description.multiplyAdds()).isEqualTo(16 + 1_024 + 18_432 + 9_216 + 9_216);
        assertThat(description.trainingMultiplyAdds())
                .isEqualTo(description.multiplyAdds() + 4_096 + 8_192 + 9_216 + 512);
        assertThat(description.paintingParameters()).isEqualTo(24 + 1_152 + 1_168 + 148 + 148);
        assertThat(description.parameters()).isEqualTo(description.paintingParameters() + 68 + 520 + 584 + 516);
    }

    @ParameterizedTest
    @MethodSource("dev.limner.models.SmallModel#all")
    void shouldFindEveryParameterInALayer(SmallModel model) {
        // When
        Description description = Description.of(model.configuration());

        // Then
        assertThat(description.layers()).filteredOn(row -> row.output().isEmpty()).isEmpty();
        assertThat(description.layers().stream().mapToLong(Description.Row::parameters).sum())
                .isEqualTo(description.parameters());
        assertThat(description.multiplyAdds()).isPositive();
        assertThat(description.trainingMultiplyAdds()).isPositive();
    }
}
