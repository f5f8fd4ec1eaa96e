package dev.limner.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.limner.contracts.names.Budget;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.models.gan.Validity;

/** Adversarial pairs in the training loop: exact resume, the same bytes, and what is reported. */
class GanTest {
    private static final int BATCH = 8;
    private static final int STEPS = 5;
    private final DrawnPictures pictures = new DrawnPictures(30, 3);
    private final DrawnPictures heldOut = new DrawnPictures(20, 4);

    static Stream<Configuration> pairs() {
        return Stream.of(pair("resnet-hinge", Map.of("channels", "2", "diffAugment", "colour,translation,cutout")),
                pair("resnet-hinge", Map.of("channels", "2", "loss", "leastSquares", "accumulation", "2",
                        "averaging", "0")),
                pair("resnet-hinge", Map.of("channels", "2", "loss", "wasserstein", "discriminatorSteps", "2",
                        "classConditional", "false", "optimiser", "rmsprop")),
                pair("dcgan-32", Map.of("channels", "2")),
                pair("dcgan-32", Map.of("channels", "2", "loss", "wasserstein", "weightClip", "0.05")));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void shouldEndWithTheSameBitsAfterTwoPauses(Configuration configuration) {
        // Given
        Snapshot undisturbed = train(configuration, Optional.empty(), new RecordingObserver());
        Snapshot first = train(configuration, Optional.empty(), new RecordingObserver().wishing(Wish.PAUSE, 1));
        Snapshot second = train(configuration, Optional.of(first), new RecordingObserver().wishing(Wish.PAUSE, 4));

        // When
        Snapshot last = train(configuration, Optional.of(second), new RecordingObserver());

        // Then
        assertThat(last.weights()).isEqualTo(undisturbed.weights());
        assertThat(last.averages()).isEqualTo(undisturbed.averages());
        assertThat(last.trainingState()).isEqualTo(undisturbed.trainingState());
    }

    @Test
    void shouldReportWhatTheDiscriminatorMakesOfBothKinds() {
        // Given
        RecordingObserver observer = new RecordingObserver();

        // When
        train(pairs().findFirst().orElseThrow(), Optional.empty(), observer);

        // Then
        assertThat(observer.progress.get(0).losses()).containsOnlyKeys("loss", "discriminator", "generator",
                "realScore", "fakeScore");
        assertThat(observer.metrics.get(0)).containsOnlyKeys("heldOut.diversity", "heldOut.collapsed",
                "heldOut.realScore", "heldOut.fakeScore");
    }

    @Test
    void shouldTakeAGeneratorsStepAfterEachFewOfTheDiscriminator() {
        // Given
        RecordingObserver observer = new RecordingObserver();

        // When
        train(pairs().skip(2).findFirst().orElseThrow(), Optional.empty(), observer);

        // Then
        assertThat(observer.progress).extracting(each -> each.losses().containsKey("generator"))
                .containsExactly(false, true, false, true, false);
    }

    @Test
    void shouldKeepADiscriminatorsWeightsBounded() {
        // Given
        Configuration configuration = pairs().skip(4).findFirst().orElseThrow();

        // When
        Snapshot snapshot = train(configuration, Optional.empty(), new RecordingObserver());

        // Then
        assertThat(Snapshot.part(snapshot.weights(), "discriminator").get("judging.2.weight").floats())
                .isNotEmpty().satisfies(weights -> {
                    for (float weight : weights) {
                        assertThat(weight).isBetween(-0.05f, 0.05f);
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void shouldGiveItsVerdictWhateverTheOtherPictures(Configuration configuration) {
        // Given
        Snapshot snapshot = train(configuration, Optional.empty(), new RecordingObserver());
        List<byte[]> some = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            byte[] picture = new byte[pictures.shape().bytes()];
            pictures.copy(i, picture, 0);
            some.add(picture);
        }

        // When
        try (Validity validity = new Validity(configuration, snapshot.weights(), "cpu")) {
            double[] verdicts = validity.of(some);

            // Then
            assertThat(Arrays.stream(verdicts).boxed()).hasSize(20)
                    .allSatisfy(verdict -> assertThat(verdict).isBetween(0.0, 1.0));
            assertThat(validity.of(some.subList(0, 3))).containsExactly(verdicts[0], verdicts[1], verdicts[2]);
        }
    }

    @Test
    void shouldSayOnHeldOutPicturesWhatTheLossesSay() {
        // Given
        Configuration configuration = pairs().skip(3).findFirst().orElseThrow();
        RecordingObserver observer = new RecordingObserver();
        Snapshot snapshot = train(configuration, Optional.empty(), observer);
        List<byte[]> all = new ArrayList<>();
        for (int i = 0; i < heldOut.count(); i++) {
            byte[] picture = new byte[heldOut.shape().bytes()];
            heldOut.copy(i, picture, 0);
            all.add(picture);
        }

        // When
        double mean = 0;
        try (Validity validity = new Validity(configuration, snapshot.weights(), "cpu")) {
            for (double verdict : validity.of(all)) {
                mean += Math.log(verdict / (1 - verdict)) / all.size();
            }
        }

        // Then
        assertThat(mean).isCloseTo(observer.metrics.get(0).get("heldOut.realScore"), within(1e-4));
    }

    @Test
    void shouldRefuseToJudgeByOtherWeights() {
        // Given
        Configuration configuration = pairs().findFirst().orElseThrow();

        // When Then
        assertThatThrownBy(() -> new Validity(configuration, new TreeMap<>(), "cpu"))
                .isInstanceOf(ProblemException.class);
    }

    private Snapshot train(Configuration configuration, Optional<Snapshot> from, RecordingObserver observer) {
        Training.run(configuration, Budget.images(STEPS * BATCH), pictures, heldOut, from, "cpu", observer);
        return observer.last();
    }

    private static Configuration pair(String preset, Map<String, String> more) {
        Map<String, String> settings = new TreeMap<>(more);
        settings.putAll(Map.of("batch", Integer.toString(BATCH), "latent", "4", "samplerBatch", "4"));
        DrawnPictures pictures = new DrawnPictures(1, 3);
        return Families.named("gan").configure(preset, settings, pictures.shape(), pictures.classes(), 11);
    }
}
