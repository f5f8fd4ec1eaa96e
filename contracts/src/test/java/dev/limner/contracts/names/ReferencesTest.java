package dev.limner.contracts.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.limner.contracts.problems.ProblemException;

class ReferencesTest {

    @Test
    void shouldReadBothFormsOfADataset() {
        // When
        DatasetReference newest = DatasetReference.parse("flowers");
        DatasetReference third = DatasetReference.parse("flowers@3");

        // Then
        assertThat(newest.asked()).isEqualTo(OptionalInt.empty());
        assertThat(newest).hasToString("flowers");
        assertThat(third.asked()).hasValue(3);
        assertThat(third).hasToString("flowers@3");
        assertThat(newest.at(3)).isEqualTo(third);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@3", "flowers@", "flowers@0", "flowers@-1", "flowers@03", "flowers@3@4", "flowers@3 ",
            "flowers@latest", "flowers@1234567890", "Flowers", "a/b", "..", "flowers\n"})
    void shouldRefuseWhatIsNoDataset(String text) {
        assertThatThrownBy(() -> DatasetReference.parse(text))
                .isInstanceOfSatisfying(ProblemException.class,
                        refused -> assertThat(refused.problem().field()).isEqualTo("dataset"));
    }

    @ParameterizedTest
    @CsvSource({"flowers-vae,flowers-vae,latest", "flowers-vae@best,flowers-vae,best",
            "m@0199a4c2-51f0-7d3e-8c1b-2f6e9a0b7c14-1-512000,m,0199a4c2-51f0-7d3e-8c1b-2f6e9a0b7c14-1-512000"})
    void shouldReadModels(String text, String model, String selector) {
        // When
        ModelReference reference = ModelReference.parse(text);

        // Then
        assertThat(reference).isEqualTo(new ModelReference(model, selector));
        assertThat(ModelReference.parse(reference.toString())).isEqualTo(reference);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@", "@best", "m@", "m@a/b", "m@a@b", "m@-a", "M@a", "m@../x", "m@ä"})
    void shouldRefuseWhatIsNoModel(String text) {
        assertThatThrownBy(() -> ModelReference.parse(text))
                .isInstanceOfSatisfying(ProblemException.class,
                        refused -> assertThat(refused.problem().field()).isEqualTo("model"));
    }

    @Test
    void shouldSayWhatToSendWhereThereIsNothing() {
        assertThatThrownBy(() -> DatasetReference.parse(null)).hasMessageContaining("flowers@3");
        assertThatThrownBy(() -> ModelReference.parse(null)).hasMessageContaining("flowers-vae@latest");
    }
}
