package dev.limner.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule 10: same configuration, pictures and seed, same weights, bit for bit; also when the run was interrupted. */
class SameSeedSameWeightsTest {
    /** Seven steps of 16 cross two ends of an epoch. */
    private static final int STEPS = 7;
    private final DrawnPictures pictures = new DrawnPictures(50, 3);

    @Test
    void shouldEndWithTheSameBitsTwice() {
        // Given
        Snapshot first = undisturbed();

        // When
        Snapshot second = undisturbed();

        // Then
        assertSame(second, first);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void shouldEndWithTheSameBitsAfterAPauseAtAnyStep(long step) {
        // Given
        RecordingObserver paused = new RecordingObserver().wishing(Wish.PAUSE, step);
        SmallVae.train(STEPS, pictures, Optional.empty(), paused);

        // When
        RecordingObserver resumed = new RecordingObserver();
        SmallVae.train(STEPS, pictures, Optional.of(paused.last()), resumed);

        // Then
        assertThat(resumed.progress.get(0).step()).isEqualTo(step + 1);
        assertSame(resumed.last(), undisturbed());
    }

    @Test
    void shouldNotBeDisturbedByCheckpoints() {
        // Given
        RecordingObserver watched = new RecordingObserver().wishing(Wish.CHECKPOINT, 2).wishing(Wish.CHECKPOINT, 5);

        // When
        SmallVae.train(STEPS, pictures, Optional.empty(), watched);

        // Then
        assertThat(watched.snapshots).hasSize(3);
        assertSame(watched.last(), undisturbed());
    }

    @Test
    void shouldNotDependOnTheBudget() {
        // Given
        RecordingObserver longer = new RecordingObserver().wishing(Wish.PAUSE, STEPS);

        // When
        SmallVae.train(1000, pictures, Optional.empty(), longer);

        // Then
        assertSame(longer.last(), undisturbed());
    }

    private Snapshot undisturbed() {
        RecordingObserver observer = new RecordingObserver();
        SmallVae.train(STEPS, pictures, Optional.empty(), observer);
        return observer.last();
    }

    private static void assertSame(Snapshot snapshot, Snapshot expected) {
        assertThat(snapshot.images()).isEqualTo(expected.images());
        assertThat(snapshot.weights()).isEqualTo(expected.weights());
        assertThat(snapshot.averages()).isEqualTo(expected.averages());
        assertThat(snapshot.trainingState()).isEqualTo(expected.trainingState());
    }
}
