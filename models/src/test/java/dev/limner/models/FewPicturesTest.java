package dev.limner.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.limner.contracts.names.Budget;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.images.DrawnSet;

/** Sets that are smaller or odder than one would train on: each family learns what there is, and paints. */
class FewPicturesTest {
    /** A family's usual pictures, with other labels: as many as there are labels. */
    private record Few(TrainingPictures usual, List<String> classes,
            List<Integer> labels) implements TrainingPictures {
        @Override
        public PictureShape shape() {
            return usual.shape();
        }

        @Override
        public int count() {
            return labels.size();
        }

        @Override
        public int label(int i) {
            return labels.get(i);
        }

        @Override
        public void copy(int i, byte[] target, int offset) {
            usual.copy(i, target, offset);
        }
    }

    static Stream<Arguments> sets() {
        return SmallModel.all().flatMap(model -> sets(model.pictures()).map(set -> Arguments.of(model, set)));
    }

    private static Stream<Named<Few>> sets(TrainingPictures usual) {
        return Stream.of(
                Named.of("one picture", new Few(usual, List.of(), List.of(-1))),
                Named.of("one class, in fewer pictures than a batch",
                        new Few(usual, List.of("a"), List.of(0, 0, 0, 0, 0))),
                Named.of("a class of one and a class of none", new Few(usual, List.of("a", "b", "c"), lonely())),
                Named.of("pictures without label", new Few(usual, List.of("a", "b"), List.of(0, -1, 1, -1, -1, 0))));
    }

    @ParameterizedTest
    @MethodSource("sets")
    void shouldLearnWhatThereIs(SmallModel model, TrainingPictures few) {
        // Given
        Configuration configuration = model.configuration(few.shape(), few.classes());
        RecordingObserver observer = new RecordingObserver();
        long steps = Families.named(model.family()).paintsFrom(configuration) / SmallModel.BATCH + 1;

        // When
        Outcome outcome = Training.run(configuration, Budget.steps(Math.max(2, steps)), few,
                TrainingPictures.none(few.shape(), few.classes()), Optional.empty(), "cpu", observer);

        // Then
        assertThat(outcome.images()).isEqualTo(Math.max(2, steps) * SmallModel.BATCH);
        assertThat(observer.last().averages().values())
                .allSatisfy(tensor -> assertThat(finite(tensor.floats())).isTrue());
        assertThat(observer.previews.get(0).samples().isEmpty())
                .isNotEqualTo(Families.named(model.family()).paints());
    }

    @ParameterizedTest
    @MethodSource("painters")
    void shouldRefuseTheWeightsOfOtherPictures(SmallModel model) {
        // Given
        RecordingObserver grey = new RecordingObserver();
        model.train(1, Optional.empty(), grey);
        Configuration rgb = model.configuration(new PictureShape(3, DrawnSet.SIDE, DrawnSet.SIDE), DrawnSet.CLASSES);

        // When
        assertThatThrownBy(() -> Families.named(model.family()).sampler(rgb, grey.last().averages(), "cpu"))

                // Then
                .isInstanceOf(ProblemException.class).hasMessageContaining("the network's");
    }

    static Stream<SmallModel> painters() {
        return SmallModel.all().filter(model -> Families.named(model.family()).paints());
    }

    @ParameterizedTest
    @MethodSource("dev.limner.models.SmallModel#all")
    void shouldTakeASizeOrSayWhichItTakes(SmallModel model) {
        for (int[] size : new int[][]{{17, 19}, {16, 16}, {28, 28}, {30, 30}, {250, 254}}) {
            try {
                Configuration taken = model.configuration(
                        new PictureShape(model.pictures().shape().channels(), size[0], size[1]), List.of());
                assertThat(Description.of(taken).trainingMultiplyAdds()).isPositive();
            } catch (ProblemException refused) {
                assertThat(refused.problem().field()).isEqualTo("size");
                assertThat(refused.problem().detail()).contains("%d×%d".formatted(size[1], size[0]));
            }
        }
    }

    private static List<Integer> lonely() {
        List<Integer> labels = new ArrayList<>(IntStream.range(0, 20).mapToObj(i -> 0).toList());
        labels.add(1);
        return labels;
    }

    private static boolean finite(float[] numbers) {
        for (float number : numbers) {
            if (!Float.isFinite(number)) {
                return false;
            }
        }
        return true;
    }
}
