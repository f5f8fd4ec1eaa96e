package dev.limner.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every family: rules 9 and 10 of the design. */
class EveryFamilyTest {
    private static final int STEPS = 5;
    private static final int COUNT = 7;

    static Stream<SmallModel> models() {
        return SmallModel.all();
    }

    @ParameterizedTest
    @MethodSource("models")
    void shouldEndWithTheSameBitsThoughInterruptedTwice(SmallModel model) {
        // Given
        RecordingObserver undisturbed = new RecordingObserver();
        model.train(STEPS, Optional.empty(), undisturbed);
        RecordingObserver first = new RecordingObserver().wishing(Wish.PAUSE, 2);
        model.train(STEPS, Optional.empty(), first);
        RecordingObserver second = new RecordingObserver().wishing(Wish.PAUSE, 4);
        model.train(STEPS, Optional.of(first.last()), second);

        // When
        RecordingObserver third = new RecordingObserver().wishing(Wish.CHECKPOINT, 5);
        model.train(STEPS, Optional.of(second.last()), third);

        // Then
        assertThat(third.last().images()).isEqualTo(undisturbed.last().images());
        assertThat(third.last().weights()).isEqualTo(undisturbed.last().weights());
        assertThat(third.last().averages()).isEqualTo(undisturbed.last().averages());
        assertThat(third.last().trainingState()).isEqualTo(undisturbed.last().trainingState());
    }

    @ParameterizedTest
    @MethodSource("models")
    void shouldPaintTheSameHoweverTheRequestIsCut(SmallModel model) {
        // Given
        assumeThat(Families.named(model.family()).paints()).isTrue();
        RecordingObserver observer = new RecordingObserver();
        model.train(COUNT, Optional.empty(), observer);
        int[] labels = new int[COUNT];
        int classes = model.configuration().classes().size();
        Arrays.setAll(labels, i -> classes == 0 ? -1 : i % 3 - 1);
        List<byte[]> whole;
        List<byte[]> pieces = new ArrayList<>();

        // When
        try (Sampler sampler = Families.named(model.family()).sampler(model.configuration(), observer.last().averages(),
                "cpu")) {
            whole = sampler.sample(8, 0, COUNT, labels, sampler.temperature());
            for (int[] piece : new int[][]{{0, 1}, {1, 6}, {6, 7}}) {
                pieces.addAll(sampler.sample(8, piece[0], piece[1] - piece[0],
                        Arrays.copyOfRange(labels, piece[0], piece[1]), sampler.temperature()));
            }
        }

        // Then
        assertThat(pieces).usingElementComparator(Arrays::compare).isEqualTo(whole);
        assertThat(whole.get(3)).hasSize(model.pictures().shape().bytes()).isNotEqualTo(whole.get(6));
    }

    @ParameterizedTest
    @MethodSource("models")
    void shouldHoldAsManyArraysAfterEightStepsAsAfterOne(SmallModel model) {
        // Given
        List<Integer> held = new ArrayList<>();

        // When
        HeldArrays.whileTraining(model.configuration(), model.pictures(), 8 * SmallModel.BATCH, held);

        // Then
        assertThat(held).hasSize(8).containsOnly(held.get(0));
    }
}
