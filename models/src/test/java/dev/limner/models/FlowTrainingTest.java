package dev.limner.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.limner.contracts.names.Budget;
import dev.limner.contracts.tensors.Tensor;

/** The two stages of a flow in latents. */
class FlowTrainingTest {
    private static final int STEPS = 6;
    private final DrawnPictures pictures = new DrawnPictures(50, 3);

    @Test
    void shouldEndWithTheSameBitsAfterAPauseBetweenTheStages() {
        // Given
        RecordingObserver paused = new RecordingObserver().wishing(Wish.PAUSE, SmallFlow.FIRST_STEPS);
        SmallFlow.train("latent-small", STEPS, pictures, Optional.empty(), paused);
        RecordingObserver undisturbed = new RecordingObserver();
        SmallFlow.train("latent-small", STEPS, pictures, Optional.empty(), undisturbed);

        // When
        RecordingObserver resumed = new RecordingObserver();
        SmallFlow.train("latent-small", STEPS, pictures, Optional.of(paused.last()), resumed);

        // Then
        assertThat(resumed.last().weights()).isEqualTo(undisturbed.last().weights());
        assertThat(resumed.last().averages()).isEqualTo(undisturbed.last().averages());
        assertThat(resumed.last().trainingState()).isEqualTo(undisturbed.last().trainingState());
    }

    @Test
    void shouldTrainTheAutoencoderFirstAndThenTheFlowAlone() {
        // Given
        RecordingObserver observer = new RecordingObserver().wishing(Wish.CHECKPOINT, 1)
                .wishing(Wish.CHECKPOINT, SmallFlow.FIRST_STEPS);

        // When
        SmallFlow.train("latent-small", STEPS, pictures, Optional.empty(), observer);

        // Then
        Snapshot begun = observer.snapshots.get(0);
        Snapshot between = observer.snapshots.get(1);
        assertThat(between.images()).isEqualTo(SmallFlow.FIRST_STEPS * SmallFlow.BATCH);
        assertThat(observer.previews.get(1).samples()).isEmpty();
        assertThat(part(between, "flow")).isEqualTo(part(begun, "flow"));
        assertThat(part(between, "autoencoder")).isNotEqualTo(part(begun, "autoencoder"));
        assertThat(part(observer.last(), "autoencoder")).isEqualTo(part(between, "autoencoder"));
        assertThat(part(observer.last(), "flow")).isNotEqualTo(part(between, "flow"));
        assertThat(observer.progress.get(0).losses()).containsOnlyKeys("loss", "reconstruction", "edges");
        assertThat(observer.progress.get(STEPS - 1).losses()).containsOnlyKeys("loss", "velocity");
    }

    @Test
    void shouldShowHeldOutLossesAndReconstructions() {
        // Given
        RecordingObserver observer = new RecordingObserver();

        // When
        Training.run(SmallFlow.configuration(null, pictures), Budget.images(STEPS * SmallFlow.BATCH), pictures,
                pictures, Optional.empty(), "cpu", observer);

        // Then
        assertThat(observer.metrics.get(0)).containsOnlyKeys("heldOut.velocity", "heldOut.reconstruction",
                "heldOut.edges");
        assertThat(observer.previews.get(0).reconstructions()).hasSize(16);
        assertThat(observer.previews.get(0).samples()).hasSize(80);
    }

    @ParameterizedTest
    @CsvSource({"latent-small, 3, 32, 32", "latent-small, 1, 16, 24", "latent-small, 4, 64, 64",
            "pixel-small, 3, 32, 16"})
    void shouldTrainAndPaintOtherShapesAndWithoutClasses(String preset, int channels, int height, int width) {
        // Given
        TrainingPictures flat = new FlatPictures(new PictureShape(channels, height, width), 20);
        RecordingObserver observer = new RecordingObserver();

        // When
        SmallFlow.train(preset, 5, flat, Optional.empty(), observer);

        // Then
        assertThat(observer.previews.get(0).samples()).hasSize(64)
                .allSatisfy(sample -> assertThat(sample).hasSize(channels * height * width));
    }

    private static SortedMap<String, Tensor> part(Snapshot snapshot, String network) {
        return new TreeMap<>(Snapshot.part(snapshot.weights(), network));
    }
}
