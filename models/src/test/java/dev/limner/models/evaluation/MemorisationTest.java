package dev.limner.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.limner.models.PictureShape;
import dev.limner.models.TrainingPictures;

class MemorisationTest {

    @Test
    void shouldCompareTheMedianDistancesToTheNearest() {
        // Given training pictures at 0 and 10, samples 1, 0.5 and 4 away, held-out pictures 2 and 3 away
        Features train = Features.of(new float[]{0}, new float[]{10});
        Features samples = Features.of(new float[]{1}, new float[]{9.5f}, new float[]{14});
        Features heldOut = Features.of(new float[]{12}, new float[]{3});

        // When
        Memorisation found = Memorisation.of(samples, train, heldOut);

        // Then 1 / 2.5; two samples are nearer than the 0.01-quantile 2.01
        assertThat(found.samples()).containsExactly(1, 0.5, 4);
        assertThat(found.ratio()).isCloseTo(0.4, within(1e-12));
        assertThat(found.copies()).isCloseTo(2 / 3.0, within(1e-12));
    }

    @Test
    void shouldShowTheSamplesNearestToATrainingPictureWithIt() {
        // Given training pictures of brightness 0, 10, … 90, samples of 31, 60 and 95
        TrainingPictures train = plain(0, 10, 20, 30, 40, 50, 60, 70, 80, 90);
        TrainingPictures samples = plain(31, 60, 95);

        // When
        Memorisation found = Memorisation.byPixels(samples, train, plain(5));
        List<Memorisation.Shown> sheet = found.sheet(2, samples, train);

        // Then the distance of 1 in each of 256 pixels is 16/255
        assertThat(found.samples()[0]).isCloseTo(16 / 255.0, within(1e-6));
        assertThat(found.samples()[1]).isZero();
        assertThat(sheet.stream().map(shown -> (int) shown.sample()[0])).containsExactly(60, 31);
        assertThat(sheet.get(1).nearest().stream().map(picture -> (int) picture[0])).containsExactly(30, 40, 20, 50,
                10);
    }

    private static TrainingPictures plain(int... brightness) {
        PictureShape shape = new PictureShape(1, 16, 16);
        List<byte[]> pictures = new ArrayList<>();
        for (int each : brightness) {
            byte[] picture = new byte[shape.bytes()];
            java.util.Arrays.fill(picture, (byte) each);
            pictures.add(picture);
        }
        return new Samples(shape, List.of(), pictures, new int[brightness.length]);
    }
}
