package dev.limner.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.limner.contracts.names.Budget;
import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.evaluation.FeatureCache;
import dev.limner.models.evaluation.FeatureNetwork;
import dev.limner.models.evaluation.Halves;

/** A run that is evaluated ends with the weights, and the time, of one that is not. */
class EvaluationChangesNothingTest {
    private static final int IMAGES = 6 * SmallVae.BATCH;
    private static final Halves TRAIN = new Halves(60);
    private static final Halves HELD_OUT = new Halves(30);

    private static RecordingObserver plain;
    private static RecordingObserver evaluated;

    @BeforeAll
    static void trainTwice() {
        plain = train(Map.of("evaluateEvery", "40"));
        evaluated = train(Map.of("evaluateEvery", "40", "evaluationSamples", "20"));
    }

    @Test
    void shouldEndWithTheSameBits() {
        assertThat(evaluated.last().weights()).isEqualTo(plain.last().weights());
        assertThat(evaluated.last().averages()).isEqualTo(plain.last().averages());
        assertThat(evaluated.last().trainingState()).isEqualTo(plain.last().trainingState());
    }

    @Test
    void shouldMeasureByScheduleAndMoreAtTheEnd() {
        // Then after 48 and 80 of 96 images, and at the end
        assertThat(evaluated.evaluations.keySet()).containsExactly(48L, 80L, 96L);
        assertThat(evaluated.metrics).hasSize(3).allSatisfy(metrics -> assertThat(metrics)
                .containsKeys("evaluation.fid", "evaluation.kid", "evaluation.recall", "evaluation.labelAccuracy",
                        "heldOut.reconstruction"));
        assertThat(evaluated.metrics.get(1)).doesNotContainKey("evaluation.trainOnSynthetic");
        assertThat(evaluated.metrics.get(2)).containsKeys("evaluation.trainOnSynthetic", "evaluation.trainOnReal");
        assertThat(evaluated.evaluations.get(96L).protocol()).containsEntry("samples", "20");
    }

    @Test
    void shouldNotMeasureUnlessSamplesAreAskedFor() {
        assertThat(plain.evaluations).isEmpty();
        assertThat(plain.snapshots).hasSize(1);
    }

    @Test
    void shouldNotCountToTheTimeOfTheRun() {
        // Then by a clock that moves by 1 ms whenever it is looked at, and by an hour during the first evaluation
        assertThat(evaluated.last().trained()).isLessThan(Duration.ofSeconds(1));
    }

    private static RecordingObserver train(Map<String, String> asked) {
        Map<String, String> settings = new HashMap<>(SmallVae.SETTINGS);
        settings.putAll(asked);
        Configuration configuration = Families.named("vae").configure(null, settings, TRAIN.shape(), TRAIN.classes(),
                11);
        RecordingObserver observer = new RecordingObserver();
        AtomicLong clock = new AtomicLong();
        Training.run(configuration, Budget.images(IMAGES), TRAIN, HELD_OUT, Optional.empty(), "cpu", observer,
                new Kept(clock),
                () -> clock.addAndGet(1_000_000));
        return observer;
    }

    /** Takes an hour to find nothing. */
    private record Kept(AtomicLong clock) implements FeatureCache {
        @Override
        public Optional<SortedMap<String, Tensor>> find(String key) {
            clock.addAndGet(Duration.ofHours(1).toNanos());
            return Optional.empty();
        }

        @Override
        public void keep(String key, SortedMap<String, Tensor> tensors) {
            assertThat(key).startsWith(FeatureNetwork.PROTOCOL);
        }
    }
}
