package dev.limner.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.limner.models.editing.Editor;

/** What every family that paints can do to pictures, and rule 9 for it: the same request gives the same bytes. */
class EditorTest {
    private static final long SEED = 5;

    static Stream<SmallModel> painting() {
        return SmallModel.all().filter(model -> Families.named(model.family()).paints());
    }

    @ParameterizedTest
    @MethodSource("painting")
    void shouldPaintWhatSampleDoes(SmallModel model) {
        with(model, (sampler, editor) -> {
            // Given
            List<byte[]> sampled = sampler.sample(SEED, 0, 3, labels(model, 0, 1, 2), 0.9);

            // When
            List<byte[]> painted = editor.paint(IntStream.range(0, 3)
                    .mapToObj(i -> editor.draw(SEED, i, labels(model, 0, 1, 2)[i], 0.9)).toList(), 0);

            // Then: to a rounding, since the passes may have other numbers of rows
            for (int i = 0; i < sampled.size(); i++) {
                for (int j = 0; j < sampled.get(i).length; j++) {
                    assertThat(painted.get(i)[j] & 0xff).isCloseTo(sampled.get(i)[j] & 0xff,
                            within(1));
                }
            }
            return null;
        });
    }

    @ParameterizedTest
    @MethodSource("painting")
    void shouldRepairTheSameAlsoWhileOthersSample(SmallModel model) {
        with(model, (sampler, editor) -> {
            // Given
            byte[] picture = picture(sampler.shape());
            boolean[] known = known(sampler.shape());
            List<byte[]> first = editor.repair(picture, known, labels(model, 1)[0], SEED, 3, share -> {});

            // When
            List<byte[]> second = editor.repair(picture, known, labels(model, 1)[0], SEED, 3,
                    share -> sampler.sample(9, 0, 1, labels(model, 0), 1));

            // Then
            assertThat(first).hasSize(3);
            assertThat(second).usingElementComparator(Arrays::compare).containsExactlyElementsOf(first);
            return null;
        });
    }

    @ParameterizedTest
    @MethodSource("painting")
    void shouldGiveEachVariantTheSameHoweverManyAreAskedFor(SmallModel model) {
        with(model, (sampler, editor) -> {
            // Given
            byte[] picture = picture(sampler.shape());
            List<byte[]> many = editor.vary(picture, -1, 0.6, SEED, 0, 3, share -> {});

            // When
            List<byte[]> one = editor.vary(picture, -1, 0.6, SEED, 0, 1, share -> {});

            // Then
            assertThat(one.get(0)).isEqualTo(many.get(0));
            List<byte[]> samples = sampler.sample(SEED, 0, 2, labels(model, 0, 0), 1);
            if (!Arrays.equals(samples.get(0), samples.get(1))) {
                assertThat(many.get(1)).isNotEqualTo(many.get(0));
            }
            return null;
        });
    }

    @ParameterizedTest
    @MethodSource("painting")
    void shouldVaryNothingAtStrengthNought(SmallModel model) {
        with(model, (sampler, editor) -> {
            // When
            List<byte[]> variants = editor.vary(picture(sampler.shape()), -1, 0, SEED, 0, 2, share -> {});

            // Then: but for the row's rounding
            for (int j = 0; j < variants.get(0).length; j++) {
                assertThat(variants.get(0)[j] & 0xff).isCloseTo(variants.get(1)[j] & 0xff,
                        within(1));
            }
            return null;
        });
    }

    @ParameterizedTest
    @MethodSource("painting")
    void shouldEndWhereTheListenerThrowsAndGoOnServing(SmallModel model) {
        with(model, (sampler, editor) -> {
            // Given
            List<Double> shares = new ArrayList<>();

            // When
            assertThatThrownBy(() -> editor.repair(picture(sampler.shape()), known(sampler.shape()), -1, SEED, 1,
                    share -> {
                        shares.add(share);
                        if (shares.size() == 3) {
                            throw new IllegalStateException("enough");
                        }
                    })).hasMessage("enough");

            // Then
            assertThat(shares).isSorted().allMatch(share -> share >= 0 && share <= 1);
            assertThat(sampler.sample(SEED, 0, 1, labels(model, 0), 1)).hasSize(1);
            return null;
        });
    }

    private static void with(SmallModel model, BiFunction<Sampler, Editor, Void> check) {
        RecordingObserver observer = new RecordingObserver();
        model.train(4, Optional.empty(), observer);
        Snapshot snapshot = observer.last();
        try (Sampler sampler = Families.named(model.family()).sampler(snapshot.configuration(), snapshot.averages(),
                "cpu")) {
            check.apply(sampler, sampler.editor().orElseThrow());
        }
    }

    /** These classes; none for a model without. */
    private static int[] labels(SmallModel model, int... labels) {
        return model.configuration().classes().isEmpty() ? IntStream.of(labels).map(label -> -1).toArray() : labels;
    }

    private static byte[] picture(PictureShape shape) {
        byte[] picture = new byte[shape.bytes()];
        for (int i = 0; i < picture.length; i++) {
            picture[i] = (byte) (128 + 100 * Math.sin(0.3 * (i % shape.width()))
                    * Math.cos(0.2 * (i / shape.width() % shape.height())));
        }
        return picture;
    }

    /** All but a box in the middle. */
    private static boolean[] known(PictureShape shape) {
        boolean[] known = new boolean[shape.height() * shape.width()];
        for (int i = 0; i < known.length; i++) {
            int y = i / shape.width();
            int x = i % shape.width();
            known[i] = Math.abs(y - shape.height() / 2) > 3 || Math.abs(x - shape.width() / 2) > 3;
        }
        return known;
    }
}
