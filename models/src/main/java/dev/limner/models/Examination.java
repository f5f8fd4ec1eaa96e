package dev.limner.models;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import ai.djl.ndarray.NDManager;

import dev.limner.models.engine.Numbers;
import dev.limner.models.engine.Weights;
import dev.limner.models.randomness.Randomness;
import dev.limner.models.randomness.Stream;
import dev.limner.models.sampling.Traversal;
import dev.limner.models.settings.Augmentation;

/**
 * What is found out beside each snapshot, with the averaged weights: losses of up to {@value #PICTURES} held-out pictures
 * (evenly spaced, with noise that never changes), and previews. Reads the run's state and changes nothing of it.
 */
final class Examination {
    private static final int PICTURES = 2_048;
    private static final int BATCH = 128;
    private static final int RECONSTRUCTIONS = 16;
    private static final int SAMPLES = 64;
    private static final int SAMPLES_OF_CLASS = 8;
    private static final int SHOWN_CLASSES = 16;

    private final Family family;
    private final Configuration configuration;
    private final Learner learner;
    private final TrainingPictures heldOut;
    private final Loader loader;
    private final String device;

    /** What was found. */
    record Result(Map<String, Double> metrics, Previews previews) {}

    Examination(Family family, Configuration configuration, Learner learner, TrainingPictures heldOut, String device) {
        this.family = family;
        this.configuration = configuration;
        this.learner = learner;
        this.heldOut = heldOut;
        this.loader = new Loader(heldOut, configuration.classes().size(), configuration.seed(), Augmentation.NONE);
        this.device = device;
    }

    /** @param last whether the run ends with the snapshot: then what the noise means is looked at, too */
    Result of(Snapshot snapshot, Map<String, Weights> averages, NDManager model, boolean last) {
        return new Result(metrics(averages, model), previews(snapshot, averages, model, last));
    }

    /** Means over the pictures, by name with {@code heldOut.} before. */
    private SortedMap<String, Double> metrics(Map<String, Weights> averages, NDManager model) {
        SortedMap<String, Double> metrics = new TreeMap<>();
        int[] chosen = evenly(Math.min(heldOut.count(), PICTURES));
        for (int from = 0; from < chosen.length; from += BATCH) {
            int[] some = Arrays.copyOfRange(chosen, from, Math.min(from + BATCH, chosen.length));
            try (NDManager memory = model.newSubManager()) {
                Batch batch = loader.batch(memory, some, from, Stream.HELD_OUT_NOISE);
                learner.heldOut(averages, batch).forEach((name, loss) -> metrics.merge("heldOut." + name,
                        loss.getFloat() * some.length / (double) chosen.length, Double::sum));
            }
        }
        return metrics;
    }

    private Previews previews(Snapshot snapshot, Map<String, Weights> averages, NDManager model, boolean last) {
        List<byte[]> shown = new ArrayList<>();
        List<byte[]> reconstructed = new ArrayList<>();
        int[] chosen = evenly(Math.min(heldOut.count(), RECONSTRUCTIONS));
        if (chosen.length > 0) {
            try (NDManager memory = model.newSubManager()) {
                Batch batch = loader.batch(memory, chosen, 0, Stream.HELD_OUT_NOISE);
                learner.comparison(averages, batch).ifPresent(pair -> {
                    shown.addAll(split(Numbers.pixels(pair.given())));
                    reconstructed.addAll(split(Numbers.pixels(pair.own())));
                });
            }
        }
        return new Previews(samples(snapshot), shown, reconstructed, last ? traversals(snapshot) : List.of());
    }

    private List<byte[]> samples(Snapshot snapshot) {
        if (!paints(snapshot)) {
            return List.of();
        }
        int classes = configuration.classes().size();
        int count = classes == 0 || classes > SHOWN_CLASSES ? SAMPLES : classes * SAMPLES_OF_CLASS;
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = classes == 0 ? -1 : i % classes;
        }
        long seed = new Randomness(configuration.seed(), Stream.PREVIEW, 0).nextLong();
        try (Sampler sampler = family.sampler(configuration, snapshot.averages(), device)) {
            return sampler.sample(seed, 0, count, labels, sampler.temperature());
        }
    }

    private List<byte[]> traversals(Snapshot snapshot) {
        if (!paints(snapshot)) {
            return List.of();
        }
        long seed = new Randomness(configuration.seed(), Stream.PREVIEW, 1).nextLong();
        try (Sampler sampler = family.sampler(configuration, snapshot.averages(), device)) {
            return Traversal.of(sampler, configuration.classes().size(), seed);
        }
    }

    private boolean paints(Snapshot snapshot) {
        long from = family.paintsFrom(configuration);
        return family.paints() && (from == 0 || snapshot.images() > from);
    }

    private int[] evenly(int count) {
        int[] chosen = new int[count];
        for (int i = 0; i < count; i++) {
            chosen[i] = (int) ((long) i * heldOut.count() / count);
        }
        return chosen;
    }

    private List<byte[]> split(byte[] pixels) {
        List<byte[]> pictures = new ArrayList<>();
        int bytes = configuration.shape().bytes();
        for (int from = 0; from < pixels.length; from += bytes) {
            pictures.add(Arrays.copyOfRange(pixels, from, from + bytes));
        }
        return pictures;
    }
}
