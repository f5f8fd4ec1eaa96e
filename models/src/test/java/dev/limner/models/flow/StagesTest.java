package dev.limner.models.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.limner.contracts.names.Budget;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.models.Configuration;
import dev.limner.models.PictureShape;

class StagesTest {
    private final FlowFamily family = new FlowFamily();

    /** Three tenths of the budget's images, in whole batches of 64; of time, of 500 images a second of 28×28 pixels. */
    @ParameterizedTest
    @CsvSource({"28, 6000, 1792", "28, 300steps, 5760", "28, 50, 64", "28, 12s, 1792", "56, 120s, 4480"})
    void shouldTakeItsShareOfASmallBudget(int side, String budget, String images) {
        // Given
        PictureShape shape = new PictureShape(1, side, side);

        // When
        Map<String, String> suited = family.suited(null, Map.of("heads", "2"), shape, Budget.parse(budget));

        // Then
        assertThat(suited).containsOnly(Map.entry("heads", "2"), Map.entry("autoencoderImages", images));
    }

    @Test
    void shouldLeaveWhatTheUserSaysAndALargeBudget() {
        // Given
        PictureShape shape = new PictureShape(1, 28, 28);
        Map<String, String> said = Map.of("autoencoderImages", "500");
        Map<String, String> pixels = Map.of("space", "pixels");

        // When Then
        assertThat(family.suited(null, said, shape, Budget.images(600))).isEqualTo(said);
        assertThat(family.suited(null, pixels, shape, Budget.images(600))).isEqualTo(pixels);
        assertThat(family.suited(null, Map.of(), shape, Budget.parse("300s"))).isEmpty();
        assertThat(family.suited("latent-few-step", Map.of(), shape, Budget.images(134_016))).isEmpty();
    }

    @Test
    void shouldRefuseABudgetThatEndsBeforeTheFlowBegins() {
        // Given
        Configuration configuration = family.configure(null, Map.of("autoencoderImages", "6400"),
                new PictureShape(1, 28, 28), List.of(), 1);

        // When Then
        assertThat(family.paintsFrom(configuration)).isEqualTo(6400);
        assertThatThrownBy(() -> family.check(configuration, Budget.parse("100steps")))
                .isInstanceOf(ProblemException.class).hasMessageContaining("the first 6400");
        assertThatCode(() -> family.check(configuration, Budget.parse("101steps"))).doesNotThrowAnyException();
        assertThatCode(() -> family.check(configuration, Budget.parse("1s"))).doesNotThrowAnyException();
    }
}
