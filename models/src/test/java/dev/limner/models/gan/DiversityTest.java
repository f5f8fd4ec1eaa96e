package dev.limner.models.gan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SortedMap;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ai.djl.ndarray.NDArray;

import dev.limner.models.EngineTest;

class DiversityTest extends EngineTest {
    private NDArray real;

    @BeforeEach
    void takePictures() {
        real = array(new float[]{0, 0, 3, 4, 6, 8}, 3, 1, 1, 2);
    }

    @Test
    void shouldCompareMeanDistances() {
        // Given real ones at distances 5, 5, 10; samples at 1, 1, 2
        NDArray fake = array(new float[]{5, 0, 6, 0, 7, 0}, 3, 1, 1, 2);

        // When
        SortedMap<String, NDArray> found = Diversity.of(fake, real, null);

        // Then
        assertThat(found.get("diversity").getFloat()).isCloseTo(0.2f, within(1e-5f));
        assertThat(found.get("collapsed").getFloat()).isZero();
    }

    @Test
    void shouldCallOneAndTheSamePictureCollapsed() {
        // Given
        NDArray fake = array(new float[]{5, 1, 5, 1, 5, 1}, 3, 1, 1, 2);

        // When
        SortedMap<String, NDArray> found = Diversity.of(fake, real, null);

        // Then
        assertThat(found.get("diversity").getFloat()).isCloseTo(0, within(1e-3f));
        assertThat(found.get("collapsed").getFloat()).isEqualTo(1);
    }

    @Test
    void shouldCompareWithinClasses() {
        // Given the first two of one class, at distance 5 and 2; the third of another
        NDArray fake = array(new float[]{0, 0, 2, 0, 100, 0}, 3, 1, 1, 2);
        NDArray classes = array(new float[]{1, 0, 1, 0, 0, 1}, 3, 2);

        // When
        SortedMap<String, NDArray> found = Diversity.of(fake, real, classes);

        // Then
        assertThat(found.get("diversity").getFloat()).isCloseTo(0.4f, within(1e-5f));
    }

    @Test
    void shouldSayNothingOfRealPicturesThatAreAllTheSame() {
        // Given
        NDArray flat = array(new float[6], 3, 1, 1, 2);

        // When Then
        assertThat(Diversity.of(real, flat, null)).isEmpty();
    }
}
