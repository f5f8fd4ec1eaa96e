package dev.limner.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SortedMap;

import org.junit.jupiter.api.Test;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.TrainingPictures;

class FeatureNetworkTest {
    private static final long IMAGES = 640;
    private final Halves halves = new Halves(300);

    @Test
    void shouldBeTheSameForTheSamePicturesAndSeed() {
        // Given
        String first = digest(halves, 1);

        // Then
        assertThat(digest(halves, 1)).isEqualTo(first);
        assertThat(digest(halves, 2)).isNotEqualTo(first);
        assertThat(digest(new Halves(301), 1)).isNotEqualTo(first);
    }

    @Test
    void shouldComeBackFromItsTensors() {
        try (FeatureNetwork network = FeatureNetwork.train(halves, IMAGES, 1, "cpu")) {
            // Given
            SortedMap<String, Tensor> tensors = network.tensors();

            // When
            try (FeatureNetwork loaded = FeatureNetwork.of(tensors, halves, "cpu")) {
                // Then
                assertThat(loaded.digest()).isEqualTo(network.digest());
                assertThat(loaded.features(halves)).isEqualTo(network.features(halves));
                assertThat(loaded.classes(halves)).isEqualTo(network.classes(halves));
            }
        }
    }

    @Test
    void shouldHaveFeaturesOfMeanSquareOneOverRealPictures() {
        // Given
        Features features;

        // When
        try (FeatureNetwork network = FeatureNetwork.train(halves, IMAGES, 1, "cpu")) {
            features = network.features(halves);
        }

        // Then
        double sum = 0;
        for (float value : features.values()) {
            sum += (double) value * value;
        }
        assertThat(sum / features.values().length).isCloseTo(1, within(1e-4));
    }

    @Test
    void shouldLearnHowPicturesAreTurnedWhereMostHaveNoLabel() {
        // Given the halves, and a single label
        int[] labels = new int[100];
        java.util.Arrays.fill(labels, -1);
        labels[0] = 0;
        TrainingPictures unlabelled = halves.labelled(List.of("above", "below"), labels);

        // When
        try (FeatureNetwork network = FeatureNetwork.train(unlabelled, IMAGES, 1, "cpu")) {
            // Then a picture and its quarter turn are told apart, as far as they are different
            assertThat(network.knowsClasses()).isFalse();
            Turned turned = new Turned(unlabelled);
            int[] found = network.classes(turned);
            int right = 0;
            for (int i = 0; i < found.length; i++) {
                right += found[i] % 2 == turned.label(i) % 2 ? 1 : 0;
            }
            assertThat(right).isGreaterThan(380);
        }
    }

    @Test
    void shouldRefuseTensorsOfAnotherNetwork() {
        // Given
        SortedMap<String, Tensor> tensors;
        try (FeatureNetwork network = FeatureNetwork.train(halves, IMAGES, 1, "cpu")) {
            tensors = network.tensors();
        }
        tensors.remove("scale");

        // Then
        assertThatThrownBy(() -> FeatureNetwork.of(tensors, halves, "cpu")).isInstanceOf(ProblemException.class)
                .hasMessageContaining("scale");
    }

    private static String digest(TrainingPictures pictures, long seed) {
        try (FeatureNetwork network = FeatureNetwork.train(pictures, IMAGES, seed, "cpu")) {
            return network.digest();
        }
    }
}
