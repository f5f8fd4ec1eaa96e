package dev.limner.models.randomness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class RandomnessTest {

    @Test
    void shouldDrawTheCountersOfItsPlace() {
        // Given
        int[] second = {1, 7, 0, Stream.SAMPLE_NOISE.id()};
        Philox.encrypt(second, 3, 0);
        Randomness randomness = new Randomness(3, Stream.SAMPLE_NOISE, 7);

        // When
        int[] drawn = IntStream.range(0, 8).map(i -> randomness.nextInt()).toArray();

        // Then
        assertThat(Arrays.copyOfRange(drawn, 4, 8)).containsExactly(second);
    }

    @Test
    void shouldNotShareNumbersBetweenSeedsStreamsAndPlaces() {
        // Given
        Randomness[] all = {new Randomness(1, Stream.ORDER, 0), new Randomness(2, Stream.ORDER, 0),
                new Randomness(1L << 32, Stream.ORDER, 0), new Randomness(1, Stream.ORDER, 1),
                new Randomness(1, Stream.ORDER, 1L << 32), new Randomness(1, Stream.PREVIEW, 0)};

        // When
        long[] first = Arrays.stream(all).mapToLong(Randomness::nextLong).toArray();

        // Then
        assertThat(first).doesNotHaveDuplicates();
    }

    @Test
    void shouldDrawNormalsWithTheirMoments() {
        // Given
        float[] drawn = new float[100_001];

        // When
        new Randomness(5, Stream.TRAINING_NOISE, 0).normals(drawn, 0, drawn.length);

        // Then
        assertThat(moment(drawn, 1)).isCloseTo(0, within(0.01));
        assertThat(moment(drawn, 2)).isCloseTo(1, within(0.02));
        assertThat(moment(drawn, 4)).isCloseTo(3, within(0.1));
    }

    @Test
    void shouldPermute() {
        // Given
        Randomness randomness = new Randomness(5, Stream.ORDER, 2);

        // When
        int[] order = randomness.permutation(1000);

        // Then
        assertThat(order).isNotEqualTo(IntStream.range(0, 1000).toArray());
        assertThat(Arrays.stream(order).sorted().toArray()).isEqualTo(IntStream.range(0, 1000).toArray());
    }

    @Test
    void shouldDrawBelowItsBoundEvenly() {
        // Given
        Randomness randomness = new Randomness(5, Stream.SAMPLE_LABEL, 0);
        int[] counts = new int[6];

        // When
        IntStream.range(0, 60_000).forEach(i -> counts[randomness.nextBelow(6)]++);

        // Then
        assertThat(Arrays.stream(counts).boxed()).allSatisfy(count -> assertThat(count).isBetween(9_700, 10_300));
    }

    private static double moment(float[] drawn, int power) {
        return IntStream.range(0, drawn.length).mapToDouble(i -> Math.pow(drawn[i], power)).average().orElseThrow();
    }
}
