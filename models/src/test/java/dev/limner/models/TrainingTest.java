package dev.limner.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.limner.contracts.names.Budget;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.models.evaluation.FeatureCache;

class TrainingTest {
    private final DrawnPictures pictures = new DrawnPictures(320, 3);

    @Test
    void shouldLearn() {
        // Given
        RecordingObserver observer = new RecordingObserver();

        // When
        Outcome outcome = SmallVae.train(60, pictures, Optional.empty(), observer);

        // Then
        assertThat(outcome.ending()).isEqualTo(Outcome.Ending.COMPLETED);
        assertThat(outcome.images()).isEqualTo(960);
        assertThat(observer.progress).hasSize(60);
        assertThat(observer.progress.get(59).losses().get("reconstruction"))
                .isLessThan(observer.progress.get(0).losses().get("reconstruction") / 2);
        assertThat(observer.progress.get(59).budgetImages()).isEqualTo(960);
        assertThat(observer.parameters).isPositive();
    }

    @Test
    void shouldShowHeldOutLossesAndPreviews() {
        // Given
        RecordingObserver observer = new RecordingObserver();
        DrawnPictures heldOut = new DrawnPictures(20, 4);

        // When
        Training.run(SmallVae.configuration(pictures), Budget.images(32), pictures, heldOut, Optional.empty(), "cpu",
                observer);

        // Then
        assertThat(observer.metrics.get(0)).containsOnlyKeys("heldOut.divergence", "heldOut.loss",
                "heldOut.reconstruction");
        Previews previews = observer.previews.get(0);
        assertThat(previews.samples()).hasSize(80);
        assertThat(previews.heldOut()).hasSize(16);
        assertThat(previews.reconstructions()).hasSize(16);
        byte[] original = new byte[784];
        heldOut.copy(0, original, 0);
        assertThat(previews.heldOut().get(0)).isEqualTo(original);
    }

    @Test
    void shouldStopWhenItsTimeIsSpent() {
        // Given a clock that goes on by 10 ms whenever it is read, and 50 ms spent before
        AtomicLong clock = new AtomicLong();
        RecordingObserver observer = new RecordingObserver();
        TrainingPictures none = TrainingPictures.none(pictures.shape(), pictures.classes());

        // When
        Outcome outcome = Training.run(SmallVae.configuration(pictures), Budget.parse("0.2s"), pictures, none,
                Optional.empty(), "cpu", observer, FeatureCache.NONE, () -> clock.addAndGet(10_000_000));

        // Then
        assertThat(outcome.ending()).isEqualTo(Outcome.Ending.COMPLETED);
        assertThat(outcome.trained()).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        assertThat(observer.progress).hasSizeBetween(5, 20);
        assertThat(observer.last().images()).isEqualTo(outcome.images());
    }

    @Test
    void shouldAbandonWithoutASnapshot() {
        // Given
        RecordingObserver observer = new RecordingObserver().wishing(Wish.ABANDON, 3);

        // When
        Outcome outcome = SmallVae.train(60, pictures, Optional.empty(), observer);

        // Then
        assertThat(outcome.ending()).isEqualTo(Outcome.Ending.ABANDONED);
        assertThat(outcome.images()).isEqualTo(48);
        assertThat(observer.snapshots).isEmpty();
    }

    @Test
    void shouldEndAtOnceWhenTheBudgetWasSpentBefore() {
        // Given
        RecordingObserver before = new RecordingObserver();
        SmallVae.train(2, pictures, Optional.empty(), before);
        RecordingObserver observer = new RecordingObserver();

        // When
        SmallVae.train(2, pictures, Optional.of(before.last()), observer);

        // Then
        assertThat(observer.progress).isEmpty();
        assertThat(observer.last().weights()).isEqualTo(before.last().weights());
    }

    @ParameterizedTest
    @CsvSource({"1, 28, 28", "1, 32, 32", "3, 32, 32", "1, 16, 24", "3, 64, 64"})
    void shouldTrainAndPaintOtherShapesAndWithoutClasses(int channels, int height, int width) {
        // Given
        PictureShape shape = new PictureShape(channels, height, width);
        TrainingPictures grey = new FlatPictures(shape, 40);
        Configuration configuration = SmallVae.configuration(shape, List.of());
        RecordingObserver observer = new RecordingObserver();

        // When
        Training.run(configuration, Budget.images(48), grey, grey, Optional.empty(), "cpu", observer);

        // Then
        assertThat(observer.previews.get(0).samples()).hasSize(64)
                .allSatisfy(sample -> assertThat(sample).hasSize(shape.bytes()));
    }

    @Test
    void shouldRefuseToTrainOnNothing() {
        // Given
        TrainingPictures none = TrainingPictures.none(pictures.shape(), pictures.classes());

        // When Then
        assertThatThrownBy(() -> SmallVae.train(1, none, Optional.empty(), new RecordingObserver()))
                .isInstanceOf(ProblemException.class).hasMessageContaining("empty");
    }

    /** Picture i is all of one grey. */
    private record FlatPictures(PictureShape shape, int count) implements TrainingPictures {
        @Override
        public List<String> classes() {
            return List.of();
        }

        @Override
        public int label(int i) {
            return -1;
        }

        @Override
        public void copy(int i, byte[] target, int offset) {
            java.util.Arrays.fill(target, offset, offset + shape.bytes(), (byte) (i * 6));
        }
    }
}
