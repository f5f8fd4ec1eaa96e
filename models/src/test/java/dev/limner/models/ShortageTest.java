package dev.limner.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import dev.limner.contracts.names.Budget;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.models.engine.Torch;

class ShortageTest {
    private final DrawnPictures pictures = new DrawnPictures(50, 3);

    @Test
    void shouldSayWhatWouldFitWhereTheEngineGetsNoMemory() {
        // Given: an observer who asks for 64 TiB
        RecordingObserver greedy = new RecordingObserver() {
            @Override
            public void progressed(Progress now) {
                try (NDManager memory = Torch.manager(Device.cpu())) {
                    memory.zeros(new Shape(1L << 44));
                }
            }
        };

        // When
        assertThatThrownBy(() -> SmallVae.train(2, pictures, Optional.empty(), greedy))

                // Then
                .isInstanceOfSatisfying(ProblemException.class, problem -> {
                    assertThat(problem.problem().type()).isEqualTo(ProblemType.OUT_OF_MEMORY.uri());
                    assertThat(problem.problem().detail()).contains("16 pictures at once").contains("take batch 8")
                            .contains("accumulation 2");
                });
        SmallVae.train(1, pictures, Optional.empty(), new RecordingObserver());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"64 | 1  | take batch 32, or accumulation 2",
            "60 | 4  | take batch 28, or accumulation 5", "7  | 1  | take batch 3, or accumulation 7",
            "8  | 8  | with one picture at once"})
    void shouldAdviseLessAtOnce(int batch, int parts, String advice) {
        // Given
        Configuration configuration = Families.named("vae").configure(null,
                Map.of("batch", Integer.toString(batch), "accumulation", Integer.toString(parts)), pictures.shape(),
                pictures.classes(), 1);

        // When
        Optional<ProblemException> problem = Shortage.of(
                new EngineException("CUDA out of memory. Tried to allocate 20.00 MiB (GPU 0; ...)"), configuration,
                "cuda:0");

        // Then
        assertThat(problem.orElseThrow().problem().detail()).contains(advice).startsWith("cuda:0");
    }

    @Test
    void shouldLeaveOtherFailuresAsTheyAre() {
        assertThat(Shortage.of(new EngineException("mat1 and mat2 shapes cannot be multiplied"),
                SmallVae.configuration(pictures), "cpu")).isEmpty();
    }

    @Test
    void shouldRefuseADeviceThatIsNotHereAndGoOnToTrain() {
        // When
        assertThatThrownBy(() -> Training.run(SmallVae.configuration(pictures),
                Budget.images(16), pictures, pictures, Optional.empty(), "cuda:999",
                new RecordingObserver()))

                // Then
                .isInstanceOf(ProblemException.class).hasMessageContaining("cuda:999");
        assertThat(SmallVae.train(1, pictures, Optional.empty(), new RecordingObserver()).images()).isEqualTo(16);
    }
}
