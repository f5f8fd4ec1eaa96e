package dev.limner.models.evaluation;

import java.util.ArrayList;
import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.models.Batch;
import dev.limner.models.Loader;
import dev.limner.models.PictureShape;
import dev.limner.models.TrainingPictures;
import dev.limner.models.engine.Numbers;
import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Torch;
import dev.limner.models.engine.Weights;
import dev.limner.models.losses.CrossEntropy;
import dev.limner.models.optimisers.Adam;
import dev.limner.models.optimisers.Average;
import dev.limner.models.optimisers.Descent;
import dev.limner.models.optimisers.LearningRate;
import dev.limner.models.optimisers.Optimiser;
import dev.limner.models.settings.Augmentation;

/**
 * How often a picture shows the class that its label says, in the eyes of a small classifier that was trained on real
 * pictures and never saw one that a model made. It bounds what it measures: beside the accuracy on samples stands its own
 * on held-out real pictures. Deterministic like {@link dev.limner.models.Training}. Not thread-safe; owns native memory
 * until it is closed.
 */
public final class LabelAccuracy implements AutoCloseable {
    /** Names what the numbers were measured with; changes with anything that changes them. */
    public static final String PROTOCOL = "label-accuracy-1";

    private static final int BATCH = 64;
    private static final LearningRate RATE = LearningRate.root(0.002, 2_000, 40_000);
    private static final double AVERAGING = 0.1;

    private final NDManager manager;
    private final Classifier classifier;
    private final PictureShape shape;
    private final Weights weights;

    private LabelAccuracy(NDManager manager, Classifier classifier, PictureShape shape, Weights weights) {
        this.manager = manager;
        this.classifier = classifier;
        this.shape = shape;
        this.weights = weights;
    }

    /**
     * Trains the classifier.
     *
     * @param real   labelled pictures
     * @param images pictures to see; 120 000 are enough for 60 000 of 28×28
     * @param device {@code auto}, {@code cpu} or {@code cuda:N}
     * @throws ProblemException where there are no pictures or fewer than two classes
     */
    public static LabelAccuracy train(TrainingPictures real, long images, long seed, String device) {
        if (real.count() == 0 || real.classes().size() < 2) {
            throw new ProblemException(ProblemType.NO_PICTURES,
                    "label accuracy needs pictures of two classes or more; there are %d pictures of %s"
                            .formatted(real.count(), real.classes()));
        }
        NDManager manager = Torch.manager(Torch.device(device));
        try (Torch.Recording off = Torch.withoutRecording()) {
            Classifier classifier = new Classifier(real.shape(), real.classes().size());
            Parameters parameters = new Parameters(manager);
            classifier.begin(parameters, seed);
            return new LabelAccuracy(manager, classifier, real.shape(),
                    trained(manager, classifier, parameters, real, images, seed));
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    /** The most likely class of each picture (uint8 planar, of the real pictures' shape). */
    public int[] classes(List<byte[]> pictures) {
        int[] classes = new int[pictures.size()];
        for (int from = 0; from < classes.length; from += BATCH) {
            int count = Math.min(BATCH, classes.length - from);
            byte[] pixels = new byte[count * shape.bytes()];
            for (int i = 0; i < count; i++) {
                System.arraycopy(pictures.get(from + i), 0, pixels, i * shape.bytes(), shape.bytes());
            }
            try (Torch.Recording off = Torch.withoutRecording(); NDManager memory = manager.newSubManager()) {
                NDArray x = Numbers.pictures(memory, pixels, count, shape.channels(), shape.height(), shape.width());
                long[] best = classifier.scores(weights, x).argMax(1).toLongArray();
                for (int i = 0; i < count; i++) {
                    classes[from + i] = (int) best[i];
                }
            }
        }
        return classes;
    }

    /**
     * The share of pictures whose most likely class is their label.
     *
     * @param labels class index of each picture
     * @return 0 to 1
     */
    public double of(List<byte[]> pictures, int[] labels) {
        int[] classes = classes(pictures);
        if (labels.length != classes.length || labels.length == 0) {
            throw new IllegalArgumentException("%d pictures, %d labels".formatted(classes.length, labels.length));
        }
        int right = 0;
        for (int i = 0; i < labels.length; i++) {
            right += classes[i] == labels[i] ? 1 : 0;
        }
        return (double) right / labels.length;
    }

    /** The same for real pictures; those without label are left out. */
    public double of(TrainingPictures real) {
        List<byte[]> pictures = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int i = 0; i < real.count(); i++) {
            if (real.label(i) >= 0) {
                byte[] picture = new byte[shape.bytes()];
                real.copy(i, picture, 0);
                pictures.add(picture);
                labels.add(real.label(i));
            }
        }
        return of(pictures, labels.stream().mapToInt(Integer::intValue).toArray());
    }

    @Override
    public void close() {
        manager.close();
    }

    /** The averaged weights. */
    private static Weights trained(NDManager manager, Classifier classifier, Parameters parameters,
            TrainingPictures real,
            long images, long seed) {
        Loader loader = new Loader(real, real.classes().size(), seed, Augmentation.NONE);
        Optimiser adam = new Descent(manager, parameters, new Adam(0.9, 0.999, 1e-8, 0), 0);
        Average average = new Average(manager, parameters, AVERAGING);
        for (long seen = 0; seen < images; seen += BATCH) {
            try (NDManager memory = manager.newSubManager()) {
                Batch batch = loader.batch(memory, seen, BATCH);
                try (GradientCollector collector = Torch.engine().newGradientCollector()) {
                    NDArray scores = classifier.scores(parameters.in(memory), batch.pictures());
                    collector.backward(CrossEntropy.of(scores, batch.classes()));
                }
                adam.step(RATE.at(seen + BATCH));
            }
            average.update(seen / BATCH + 1);
        }
        return average.parameters().frozen(manager);
    }
}
