package dev.limner.models.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.Sampler;
import dev.limner.models.TrainingPictures;

/**
 * Measures models of one dataset version, all by the same protocol. Reference is the held-out split (on training pictures
 * the features are more certain than on any other), or the training split where fewer than {@value #FEW} are held out.
 * Every sample is painted from one seed; the classes asked for are those of as many training pictures, so that they are
 * as frequent as there. Where only some pictures are taken, they are drawn by a seed that never changes. The numbers:
 *
 * <pre>
 * fid                   {@link FrechetDistance} to the reference
 * kid, kidError         {@link KernelDistance} to the reference
 * precision, recall     {@link PrecisionRecall}, as many reference pictures as samples
 * labelAccuracy         {@link LabelAccuracy} on samples, of a model with classes
 * labelAccuracyReal     the same classifier's on the reference
 * nearestRatio, copies  {@link Memorisation} by pixels, among all training pictures
 * featureRatio          {@link Memorisation#ratio()} by features, among {@value #KNOWN} training pictures
 * trainOnSynthetic      {@link TrainOnSynthetic}, of a model with classes, where it is asked for
 * trainOnReal           the same with as many training pictures
 * </pre>
 *
 * Where Inception's weights are given, fid, kid, precision and recall are by its features ({@link Inception}), and the protocol says so.
 *
 * Deterministic like {@link dev.limner.models.Training}. Not thread-safe; owns native memory until it is closed.
 */
public final class Evaluator implements AutoCloseable {
    /** Names how numbers are measured; changes with anything that changes them. */
    public static final String PROTOCOL = "evaluation-1";

    private static final Logger LOG = LoggerFactory.getLogger(Evaluator.class);
    private static final int FEW = 256;
    private static final int PAINT = 256;
    private static final int SHEET = 16;
    private static final int KNOWN = 10_000;
    private static final long SAMPLE_SEED = 20_210_713;

    private final TrainingPictures train;
    private final TrainingPictures heldOut;
    private final TrainingPictures reference;
    private final FeatureNetwork network;
    private final FeatureCache cache;
    private final String device;
    private final Optional<Inception> inception;
    private final Features trainFeatures;
    private final Features referenceFeatures;
    /** What fid, kid, precision and recall compare with. */
    private final Features referenceLikeness;

    private Evaluator(TrainingPictures train, TrainingPictures heldOut, FeatureNetwork network, FeatureCache cache,
            String device) {
        this.train = train;
        this.heldOut = heldOut;
        this.reference = heldOut.count() < FEW ? train : heldOut;
        this.network = network;
        this.cache = cache;
        this.device = device;
        this.trainFeatures = network.features(Selection.some(train, KNOWN));
        this.referenceFeatures = network.features(reference);
        this.inception = cache.inception().map(weights -> new Inception(weights, device));
        this.referenceLikeness = inception.map(by -> by.features(reference)).orElse(referenceFeatures);
    }

    /**
     * Trains the features of a dataset version, or takes them from where they are kept.
     *
     * @param train   a picture or more
     * @param heldOut may be empty
     * @param device  {@code auto}, {@code cpu} or {@code cuda:N}
     * @throws ProblemException where there are no training pictures
     */
    public static Evaluator of(TrainingPictures train, TrainingPictures heldOut, FeatureCache cache, String device) {
        FeatureNetwork network = network(train, cache, device);
        try {
            return new Evaluator(train, heldOut, network, cache, device);
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }

    /** The features, and the classifier that they are of. */
    public FeatureNetwork network() {
        return network;
    }

    /**
     * Paints what is measured.
     *
     * @param classes     of the model; empty for one without
     * @param count       samples, 1 and up
     * @param temperature of the samples; the sampler's own, mostly
     */
    public Samples samples(Sampler sampler, List<String> classes, int count, double temperature) {
        int[] shown = Choice.of(train.count(), count);
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = classes.isEmpty() ? -1 : train.label(shown[i % shown.length]);
        }
        List<byte[]> pictures = new ArrayList<>(count);
        for (int from = 0; from < count; from += PAINT) {
            int some = Math.min(PAINT, count - from);
            pictures.addAll(sampler.sample(SAMPLE_SEED, from, some, Arrays.copyOfRange(labels, from,
                    from + some), temperature));
        }
        return new Samples(train.shape(), classes, pictures, labels);
    }

    /**
     * Measures samples.
     *
     * @param temperature that they were painted with
     * @param teaching    whether classifiers are trained on them, too: as slow as the rest together
     */
    public Evaluation of(Samples samples, double temperature, boolean teaching) {
        SortedMap<String, Double> numbers = new TreeMap<>();
        Features features = network.features(samples);
        likeness(numbers, inception.map(by -> by.features(samples)).orElse(features));
        Memorisation pixels = Memorisation.byPixels(samples, train, Selection.some(reference, samples.count()));
        numbers.put("nearestRatio", pixels.ratio());
        numbers.put("copies", pixels.copies());
        numbers.put("featureRatio",
                Memorisation.of(features, trainFeatures, referenceFeatures.some(samples.count())).ratio());
        if (!samples.classes().isEmpty() && network.knowsClasses()) {
            numbers.put("labelAccuracy", LabelAccuracy.of(network.classes(features), samples));
            numbers.put("labelAccuracyReal", LabelAccuracy.of(network.classes(referenceFeatures), reference));
            if (teaching) {
                teaching(numbers, samples);
            }
        }
        return new Evaluation(numbers, protocol(samples), painted(samples, temperature), warnings(samples),
                pixels.sheet(SHEET, samples, train));
    }

    /** What cannot be said of so few pictures is left out. */
    private void likeness(SortedMap<String, Double> numbers, Features features) {
        int both = Math.min(referenceLikeness.count(), features.count());
        numbers.put("fid", FrechetDistance.of(referenceLikeness, features));
        if (both >= KernelDistance.FEWEST) {
            KernelDistance kernel = KernelDistance.of(referenceLikeness, features);
            numbers.put("kid", kernel.value());
            numbers.put("kidError", kernel.error());
        }
        if (both > PrecisionRecall.K) {
            PrecisionRecall covered = PrecisionRecall.of(referenceLikeness.some(both), features.some(both));
            numbers.put("precision", covered.precision());
            numbers.put("recall", covered.recall());
        }
    }

    private void teaching(SortedMap<String, Double> numbers, Samples samples) {
        numbers.put("trainOnSynthetic", TrainOnSynthetic.of(samples, reference, FeatureNetwork.SEED, device));
        try (FeatureNetwork taught = network(Selection.some(train, samples.count()), cache, device)) {
            numbers.put("trainOnReal", LabelAccuracy.of(taught, reference));
        }
    }

    @Override
    public void close() {
        inception.ifPresent(Inception::close);
        network.close();
    }

    private SortedMap<String, String> protocol(Samples samples) {
        SortedMap<String, String> protocol = new TreeMap<>();
        protocol.put("protocol", PROTOCOL);
        protocol.put("features", "%s %s".formatted(FeatureNetwork.PROTOCOL, network.digest()));
        protocol.put("reference", "%d %s".formatted(reference.count(), reference == train ? "train" : "held-out"));
        protocol.put("samples", Integer.toString(samples.count()));
        inception.ifPresent(by -> protocol.put("likeness", by.protocol()));
        protocol.put("resize", inception.isPresent() ? "299 linear" : "none");
        protocol.put("seed", Long.toString(SAMPLE_SEED));
        return protocol;
    }

    private SortedMap<String, String> painted(Samples samples, double temperature) {
        SortedMap<String, String> painted = new TreeMap<>();
        painted.put("temperature", Double.toString(temperature));
        painted.put("labels", samples.classes().isEmpty() ? "none" : "as in training");
        return painted;
    }

    private List<String> warnings(Samples samples) {
        List<String> warnings = new ArrayList<>();
        int fewest = Math.min(samples.count(), reference.count());
        int reliable = 10 * referenceLikeness.width();
        if (fewest < reliable) {
            warnings.add("%d samples beside %d pictures: below %d of each, fid is much too high"
                    .formatted(samples.count(), reference.count(), reliable));
        }
        if (reference == train) {
            warnings.add(
                    "only %d pictures are held out: the reference is what the model was trained on, so that copies of"
                            .formatted(heldOut.count()) + " training pictures count as good");
        }
        return warnings;
    }

    private static FeatureNetwork network(TrainingPictures train, FeatureCache cache, String device) {
        String key = FeatureNetwork.PROTOCOL + "-" + Digests.of(train);
        Optional<SortedMap<String, Tensor>> kept = cache.find(key);
        if (kept.isPresent()) {
            try {
                return FeatureNetwork.of(kept.get(), train, device);
            } catch (ProblemException e) {
                LOG.warn("What is kept as {} is no feature network of these pictures; it is trained anew", key, e);
            }
        }
        FeatureNetwork network = FeatureNetwork.train(train, FeatureNetwork.SEED, device);
        cache.keep(key, network.tensors());
        return network;
    }
}
