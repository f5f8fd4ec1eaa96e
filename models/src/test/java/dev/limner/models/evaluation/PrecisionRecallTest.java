package dev.limner.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrecisionRecallTest {

    @Test
    void shouldCountWhatLiesWithinTheBallsOfTheOtherSet() {
        // Given, for k = 1: balls 0 ± 1, 1 ± 1, 3 ± 2 around real pictures; 0.5 ± 4.5, 6 ± 1, 5 ± 1 around samples
        Features real = Features.of(new float[]{0}, new float[]{1}, new float[]{3});
        Features samples = Features.of(new float[]{0.5f}, new float[]{6}, new float[]{5});

        // When
        PrecisionRecall found = PrecisionRecall.of(real, samples, 1);

        // Then 0.5 and 5, which lies on an edge, are like real ones, 6 is not; all real ones are within the first sample's
        assertThat(found).isEqualTo(new PrecisionRecall(2 / 3.0, 1));
    }

    @Test
    void shouldTellThatSamplesAreAllAlike() {
        // Given samples that stand on one of the real pictures
        Features real = Features.of(new float[]{0}, new float[]{1}, new float[]{2}, new float[]{3}, new float[]{4});
        Features samples = Features.of(new float[]{2}, new float[]{2}, new float[]{2}, new float[]{2}, new float[]{2});

        // When
        PrecisionRecall found = PrecisionRecall.of(real, samples);

        // Then
        assertThat(found).isEqualTo(new PrecisionRecall(1, 0.2));
    }

    @Test
    void shouldTellThatSamplesAreLikeNothingReal() {
        // Given
        Features real = Features.of(new float[]{0}, new float[]{1}, new float[]{2}, new float[]{3});
        Features samples = Features.of(new float[]{90}, new float[]{91}, new float[]{92}, new float[]{93});

        // When
        PrecisionRecall found = PrecisionRecall.of(real, samples);

        // Then
        assertThat(found).isEqualTo(new PrecisionRecall(0, 0));
    }
}
