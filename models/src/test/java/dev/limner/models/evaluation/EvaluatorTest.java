package dev.limner.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.PictureShape;
import dev.limner.models.Sampler;

class EvaluatorTest {
    private final Halves train = new Halves(600);
    private final Halves heldOut = new Halves(300);
    private final Kept kept = new Kept();

    @Test
    void shouldFindRealPicturesGood() {
        // Given samples that are held-out pictures
        Samples samples = heldOut.labelled(heldOut.classes(), IntStream.range(0, 300).map(i -> i % 2).toArray());

        // When
        Evaluation evaluation = evaluate(samples);

        // Then
        assertThat(evaluation.numbers()).containsEntry("precision", 1.0).containsEntry("recall", 1.0)
                .containsEntry("labelAccuracy", 1.0).containsEntry("labelAccuracyReal", 1.0)
                .containsEntry("featureRatio", 1.0).containsEntry("nearestRatio", 1.0)
                .doesNotContainKey("trainOnSynthetic");
        assertThat(evaluation.numbers().get("fid")).isCloseTo(0, within(1e-6));
        assertThat(evaluation.numbers().get("kid")).isLessThan(evaluation.numbers().get("kidError"));
    }

    @Test
    void shouldFindWorseWhatIsWorse() {
        // Given samples that are all of one class
        Samples samples = new Samples(train.shape(), train.classes(), IntStream.range(0, 150)
                .mapToObj(i -> heldOut.labelled(train.classes(), 0, 1).pictures().get(0)).toList(), labels(150));

        // When
        SortedMap<String, Double> numbers = evaluate(samples).numbers();

        // Then
        assertThat(numbers.get("fid")).isGreaterThan(1);
        assertThat(numbers.get("kid")).isGreaterThan(5 * numbers.get("kidError"));
        assertThat(numbers.get("recall")).isLessThan(0.1);
        assertThat(numbers.get("labelAccuracy")).isEqualTo(0.5);
    }

    @Test
    void shouldAskForClassesAsFrequentAsInTraining() {
        // Given
        Painting sampler = new Painting();

        // When
        Samples samples;
        try (Evaluator evaluator = Evaluator.of(train, heldOut, kept, "cpu")) {
            samples = evaluator.samples(sampler, train.classes(), 300, 0.7);
        }

        // Then of 600 pictures, half of each class, 300 drawn by chance
        assertThat(IntStream.of(samples.labels()).sum()).isBetween(120, 180);
        assertThat(sampler.asked).containsExactly(Map.entry(0L, 256), Map.entry(256L, 44));
    }

    @Test
    void shouldTellWhatNumbersWereMeasuredWith() {
        // Given
        Samples samples = heldOut.labelled(List.of(), IntStream.range(0, 10).map(i -> -1).toArray());

        // When
        Evaluation evaluation = evaluate(samples);

        // Then
        assertThat(evaluation.numbers()).doesNotContainKeys("kid", "labelAccuracy").containsKey("fid");
        assertThat(evaluation.protocol()).containsEntry("reference", "300 held-out").containsEntry("samples", "10")
                .containsEntry("features", "features-1 " + kept.digest());
        assertThat(evaluation.paintedLine()).isEqualTo("labels=none, temperature=0.7");
        assertThat(evaluation.warnings()).singleElement().asString().contains("10 samples beside 300 pictures");
    }

    @Test
    void shouldTrainFeaturesAnewWhereWhatIsKeptIsNone() {
        // Given
        kept.find("any").orElseThrow().remove("scale");
        kept.spoilt = true;

        // When
        try (Evaluator evaluator = Evaluator.of(new Halves(40), heldOut, kept, "cpu")) {
            // Then
            assertThat(evaluator.network().tensors()).isEqualTo(kept.tensors);
        }
    }

    private Evaluation evaluate(Samples samples) {
        try (Evaluator evaluator = Evaluator.of(train, heldOut, kept, "cpu")) {
            return evaluator.of(samples, 0.7, false);
        }
    }

    private static int[] labels(int count) {
        return IntStream.range(0, count).map(i -> i % 2).toArray();
    }

    /** Has a network that was trained for a moment only, whatever is asked for. */
    private static final class Kept implements FeatureCache {
        private static final SortedMap<String, Tensor> TRAINED = trained();

        private SortedMap<String, Tensor> tensors = new TreeMap<>(TRAINED);
        private boolean spoilt;

        private static SortedMap<String, Tensor> trained() {
            try (FeatureNetwork network = FeatureNetwork.train(new Halves(600), 1_280, 1, "cpu")) {
                return network.tensors();
            }
        }

        @Override
        public Optional<SortedMap<String, Tensor>> find(String key) {
            return Optional.of(tensors);
        }

        @Override
        public void keep(String key, SortedMap<String, Tensor> fresh) {
            assertThat(spoilt).isTrue();
            assertThat(key).startsWith("features-1-").hasSize(11 + 64);
            tensors = new TreeMap<>(fresh);
        }

        private String digest() {
            return Digests.of(tensors);
        }
    }

    /** Paints black, and notes what it was asked for. */
    private static final class Painting implements Sampler {
        private final Map<Long, Integer> asked = new TreeMap<>();

        @Override
        public int batch() {
            return 16;
        }

        @Override
        public double temperature() {
            return 1;
        }

        @Override
        public PictureShape shape() {
            return new PictureShape(1, 16, 16);
        }

        @Override
        public List<byte[]> sample(long seed, long firstIndex, int count, int[] labels, double temperature) {
            asked.put(firstIndex, count);
            return IntStream.range(0, count).mapToObj(i -> new byte[256]).toList();
        }

        @Override
        public int noise() {
            return 1;
        }

        @Override
        public List<byte[]> paint(List<float[]> noise, int[] labels) {
            return sample(0, 0, noise.size(), labels, 1);
        }

        @Override
        public void close() {
            // It owns nothing.
        }
    }
}
