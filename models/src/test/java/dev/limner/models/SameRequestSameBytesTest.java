package dev.limner.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.limner.contracts.problems.ProblemException;

/** Rule 9: same request, same checkpoint, same bytes, whatever else was in the batch. */
class SameRequestSameBytesTest {
    private static final int COUNT = 11;
    private static final int[] LABELS = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5};
    private static Sampler sampler;

    @BeforeAll
    static void train() {
        DrawnPictures pictures = new DrawnPictures(64, 3);
        RecordingObserver observer = new RecordingObserver();
        SmallVae.train(10, pictures, Optional.empty(), observer);
        sampler = Families.named("vae").sampler(observer.last().configuration(), observer.last().averages(), "cpu");
    }

    @AfterAll
    static void close() {
        sampler.close();
    }

    @Test
    void shouldPaintTheSameAgain() {
        // Given
        List<byte[]> first = all();

        // When
        List<byte[]> second = all();

        // Then
        assertEqual(second, first);
    }

    @Test
    void shouldPaintTheSameHoweverTheRequestIsCut() {
        // Given
        List<byte[]> pieces = new ArrayList<>();

        // When
        for (int[] piece : new int[][]{{0, 1}, {1, 4}, {4, 10}, {10, 11}}) {
            pieces.addAll(sampler.sample(8, piece[0], piece[1] - piece[0],
                    Arrays.copyOfRange(LABELS, piece[0], piece[1]), 0.9));
        }

        // Then
        assertEqual(pieces, all());
    }

    @Test
    void shouldPaintTheSameBesideOtherClasses() {
        // Given
        int[] others = LABELS.clone();
        Arrays.setAll(others, i -> i == 6 ? LABELS[6] : 0);

        // When
        List<byte[]> pictures = sampler.sample(8, 0, COUNT, others, 0.9);

        // Then
        assertThat(pictures.get(6)).isEqualTo(all().get(6));
    }

    @Test
    void shouldDrawAClassWhereNoneIsAskedFor() {
        // Given
        int[] none = new int[COUNT];
        Arrays.fill(none, -1);

        // When
        List<byte[]> pictures = sampler.sample(8, 0, COUNT, none, 0.9);

        // Then
        assertThat(pictures.get(4)).isEqualTo(sampler.sample(8, 4, 1, new int[]{-1}, 0.9).get(0));
        assertThat(pictures).allSatisfy(picture -> assertThat(picture).hasSize(28 * 28));
    }

    @Test
    void shouldPaintSomethingElseFromAnotherSeedAndTemperature() {
        // Given
        List<byte[]> pictures = all();

        // When
        List<byte[]> seed = sampler.sample(9, 0, COUNT, LABELS, 0.9);
        List<byte[]> temperature = sampler.sample(8, 0, COUNT, LABELS, 0.5);

        // Then
        assertThat(seed.get(0)).isNotEqualTo(pictures.get(0));
        assertThat(temperature.get(0)).isNotEqualTo(pictures.get(0));
    }

    @Test
    void shouldRefuseAClassThatThereIsNot() {
        // Given
        int[] labels = {10};

        // When Then
        assertThatThrownBy(() -> sampler.sample(8, 0, 1, labels, 0.9)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("10 is no class index");
    }

    private static List<byte[]> all() {
        return sampler.sample(8, 0, COUNT, LABELS, 0.9);
    }

    private static void assertEqual(List<byte[]> pictures, List<byte[]> expected) {
        assertThat(pictures).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(pictures.get(i)).as("picture %d", i).isEqualTo(expected.get(i));
        }
    }
}
