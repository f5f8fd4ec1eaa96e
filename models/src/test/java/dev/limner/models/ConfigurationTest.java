package dev.limner.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.limner.contracts.problems.ProblemException;

class ConfigurationTest {
    private static final PictureShape SHAPE = new PictureShape(1, 28, 28);

    @Test
    void shouldResolveEverySetting() {
        // Given
        Family vae = Families.named("vae");

        // When
        Configuration configuration = vae.configure(null, Map.of("latent", "7"), SHAPE, List.of("a", "b"), 1);

        // Then
        assertThat(configuration.preset()).isEqualTo("conv-small");
        assertThat(configuration.settings()).containsEntry("latent", "7").containsKeys("batch", "beta", "temperature");
    }

    @Test
    void shouldNameTheFamiliesThereAre() {
        // Given
        String family = "gans";

        // When Then
        assertThatThrownBy(() -> Families.named(family)).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problem().field()).isEqualTo("family")).hasMessageContaining("vae");
    }

    @ParameterizedTest
    @CsvSource({"latent, 0, settings.latent", "latent, many, settings.latent",
            "learningRate, NaN, settings.learningRate",
            "latents, 32, settings.latents"})
    void shouldNameTheSettingAtFault(String name, String value, String field) {
        // Given
        Family vae = Families.named("vae");

        // When Then
        assertThatThrownBy(() -> vae.configure(null, Map.of(name, value), SHAPE, List.of(), 1))
                .isInstanceOfSatisfying(ProblemException.class,
                        e -> assertThat(e.problem().field()).isEqualTo(field));
    }

    @Test
    void shouldNameThePresetsThereAre() {
        // Given
        Family vae = Families.named("vae");

        // When Then
        assertThatThrownBy(() -> vae.configure("big", Map.of(), SHAPE, List.of(), 1))
                .isInstanceOf(ProblemException.class).hasMessageContaining("conv-small, rae, vae-plain");
    }

    @Test
    void shouldRefuseSidesThatCannotBeHalved() {
        // Given
        PictureShape odd = new PictureShape(1, 28, 30);

        // When Then
        assertThatThrownBy(() -> Families.named("vae").configure(null, Map.of(), odd, List.of(), 1))
                .isInstanceOf(ProblemException.class).hasMessageContaining("multiples of 4");
    }
}
