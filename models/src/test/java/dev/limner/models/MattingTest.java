package dev.limner.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.limner.contracts.names.Budget;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.models.matting.AlphaMatte;

class MattingTest {
    private final DrawnCutOuts pictures = new DrawnCutOuts(200, 32, 3);
    private final Configuration configuration = Families.named("matting").configure(null,
            Map.of("channels", "8", "batch", "10", "learningRate", "0.005", "learningRateWarmUp", "100"),
            pictures.shape(), List.of(), 1);

    @Test
    void shouldLearnAlphaAndShowIt() {
        // Given
        RecordingObserver observer = new RecordingObserver().wishing(Wish.CHECKPOINT, 1);

        // When
        Training.run(configuration, Budget.images(1000), pictures, new DrawnCutOuts(20, 32, 4), Optional.empty(), "cpu",
                observer);

        // Then
        assertThat(observer.metrics.get(1)).containsOnlyKeys("heldOut.sad", "heldOut.sadMean", "heldOut.mse",
                "heldOut.loss",
                "heldOut.gradientError");
        assertThat(observer.metrics.get(1).get("heldOut.mse"))
                .isLessThan(observer.metrics.get(0).get("heldOut.mse") * 0.7);
        Previews previews = observer.previews.get(1);
        assertThat(previews.samples()).isEmpty();
        assertThat(previews.heldOut()).hasSize(32)
                .allSatisfy(picture -> assertThat(picture).hasSize(4096).endsWith((byte) 255));
        assertThat(previews.reconstructions()).hasSize(32);
    }

    @Test
    void shouldPredictAlphaOfAnySides() {
        // Given
        RecordingObserver observer = new RecordingObserver();
        Training.run(configuration, Budget.images(20), pictures, TrainingPictures.none(pictures.shape(), List.of()),
                Optional.empty(), "cpu", observer);
        byte[] picture = new byte[3 * 21 * 50];
        new java.util.Random(1).nextBytes(picture);
        try (AlphaMatte matte = AlphaMatte.load(configuration, observer.last().averages(), "cpu")) {

            // When
            float[] alpha = matte.of(picture, 21, 50);

            // Then
            assertThat(matte.unit()).isEqualTo(4);
            assertThat(alpha).hasSize(1050).isEqualTo(matte.of(picture, 21, 50));
            assertThat(alpha[0]).isCloseTo(0.5f, within(0.5f));
            assertThatThrownBy(() -> matte.of(picture, 20, 50)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("50×20");
        }
    }

    @Test
    void shouldRefuseToPaint() {
        // Given
        Family matting = Families.named("matting");

        // When Then
        assertThat(matting.paints()).isFalse();
        assertThatThrownBy(() -> matting.sampler(configuration, new java.util.TreeMap<>(), "cpu"))
                .isInstanceOf(ProblemException.class).hasMessageContaining("'sample'");
    }

    @Test
    void shouldRefusePicturesWithoutAlpha() {
        // Given
        PictureShape rgb = new PictureShape(3, 32, 32);

        // When Then
        assertThatThrownBy(() -> Families.named("matting").configure(null, Map.of(), rgb, List.of(), 1))
                .isInstanceOf(ProblemException.class).hasMessageContaining("rgba");
    }
}
