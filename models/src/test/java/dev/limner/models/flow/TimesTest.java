package dev.limner.models.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.limner.models.randomness.Randomness;
import dev.limner.models.randomness.Stream;

class TimesTest {

    @ParameterizedTest
    @CsvSource({"uniform, 0.25, 0.75", "logitNormal, 0.3375, 0.6625"})
    void shouldHaveTheQuartilesOfItsDistribution(String name, double lower, double upper) {
        // Given the quartiles of logit-normal times are 1 / (1 + e^±0.6745)
        Times times = Times.named(name);
        double[] drawn = new double[8000];

        // When
        Arrays.setAll(drawn, i -> times.draw(new Randomness(1, Stream.TIME, i)));

        // Then
        Arrays.sort(drawn);
        assertThat(drawn[0]).isNotNegative();
        assertThat(drawn[7999]).isLessThanOrEqualTo(1);
        assertThat(drawn[2000]).isCloseTo(lower, within(0.015));
        assertThat(drawn[4000]).isCloseTo(0.5, within(0.015));
        assertThat(drawn[6000]).isCloseTo(upper, within(0.015));
    }
}
