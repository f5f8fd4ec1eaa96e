package dev.limner.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class TrainOnSyntheticTest {
    private static final long IMAGES = 1_280;
    private final Halves real = new Halves(100);

    @Test
    void shouldBeRightWhereSamplesShowTheirLabels() {
        // Given
        Samples samples = real.labelled(real.classes(), IntStream.range(0, 60).map(i -> i % 2).toArray());

        // Then
        assertThat(TrainOnSynthetic.of(samples, real, IMAGES, 1, "cpu")).isEqualTo(1);
    }

    @Test
    void shouldBeWrongWhereSamplesShowTheOtherClass() {
        // Given
        Samples samples = real.labelled(real.classes(), IntStream.range(0, 60).map(i -> 1 - i % 2).toArray());

        // Then
        assertThat(TrainOnSynthetic.of(samples, real, IMAGES, 1, "cpu")).isZero();
    }
}
