package dev.limner.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.limner.contracts.names.Budget;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;

/** A run whose losses leave the numbers fails with the reason; what it was before then is not touched. */
class DivergenceTest {
    private final DrawnPictures pictures = new DrawnPictures(64, 3);

    @Test
    void shouldFailWithStepAndLosses() {
        // Given a learning rate at which the first step throws the weights far out
        Configuration configuration = Families.named("vae").configure(null,
                Map.of("batch", "16", "channels", "4", "learningRate", "1", "learningRateWarmUp", "0"),
                pictures.shape(), pictures.classes(), 1);
        RecordingObserver observer = new RecordingObserver();

        // When Then
        assertThatThrownBy(() -> Training.run(configuration, Budget.images(16_000), pictures,
                TrainingPictures.none(pictures.shape(), pictures.classes()), Optional.empty(), "cpu", observer))
                .isInstanceOfSatisfying(ProblemException.class,
                        e -> assertThat(e.problem().type()).isEqualTo(ProblemType.DIVERGED.uri()))
                .hasMessageContaining("at step " + (observer.progress.size() + 1)).hasMessageContaining("loss=");
    }

    @Test
    void shouldTrainAgainAfterARunThatFailed() {
        // Given
        shouldFailWithStepAndLosses();
        RecordingObserver observer = new RecordingObserver();

        // When
        Outcome outcome = SmallVae.train(2, pictures, Optional.empty(), observer);

        // Then
        assertThat(outcome.ending()).isEqualTo(Outcome.Ending.COMPLETED);
    }
}
