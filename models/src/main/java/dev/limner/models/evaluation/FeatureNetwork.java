package dev.limner.models.evaluation;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.PictureShape;
import dev.limner.models.TrainingPictures;
import dev.limner.models.engine.Numbers;
import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Torch;
import dev.limner.models.engine.Weights;

/**
 * The eyes that pictures are compared with: the last hidden layer of a small classifier that was trained on real pictures
 * of the same dataset version, and never saw one that a model made. Where the pictures have labels (two classes or more,
 * at least half of the pictures with one) it tells the classes apart; where they have none, by how much a picture was
 * turned (Gidaris, Singh &amp; Komodakis 2018). Features are divided by the root of their mean square over real pictures,
 * so that distances are of one scale from dataset to dataset.
 * <p>
 * Follows from pictures and seed alone, bit for bit at one thread count; {@link #digest()} names the numbers it came to.
 * Not thread-safe; owns native memory until it is closed.
 */
public final class FeatureNetwork implements AutoCloseable {
    /** Names how it is made; changes with anything that changes its numbers. */
    public static final String PROTOCOL = "features-1";

    /** The seed of every network whose features are compared. */
    public static final long SEED = 1;

    private static final int BATCH = 250;
    private static final int SCALED_BY = 2_048;
    private static final String SCALE = "scale";

    private final NDManager manager;
    private final PictureShape shape;
    private final boolean labelled;
    private final SortedMap<String, Tensor> tensors;
    private final Classifier classifier;
    private final Weights weights;
    private final float scale;

    private FeatureNetwork(NDManager manager, TrainingPictures real, SortedMap<String, Tensor> tensors) {
        this.manager = manager;
        this.shape = real.shape();
        this.labelled = labelled(real);
        this.tensors = new TreeMap<>(tensors);
        this.classifier = new Classifier(shape, task(real).classes().size());
        SortedMap<String, Tensor> rest = new TreeMap<>(tensors);
        Tensor root = rest.remove(SCALE);
        if (root == null || root.type() != Tensor.Type.F32 || root.elements() != 1) {
            throw new ProblemException(ProblemType.CORRUPT_OBJECT,
                    "a feature network needs '%s' [1] among %s".formatted(SCALE, tensors.keySet()));
        }
        this.scale = root.floats()[0];
        Parameters parameters = new Parameters(manager);
        classifier.begin(parameters, 0);
        parameters.set(rest);
        this.weights = parameters.frozen(manager);
    }

    /**
     * Trains one, for as long as {@link #PROTOCOL} says.
     *
     * @param real   the training split
     * @param device {@code auto}, {@code cpu} or {@code cuda:N}
     * @throws ProblemException where there are no pictures
     */
    public static FeatureNetwork train(TrainingPictures real, long seed, String device) {
        return train(real, ClassifierTraining.images(real), seed, device);
    }

    /** The same, on {@code images} pictures. */
    static FeatureNetwork train(TrainingPictures real, long images, long seed, String device) {
        if (real.count() == 0) {
            throw new ProblemException(ProblemType.NO_PICTURES, "features are learned from pictures; there are none");
        }
        SortedMap<String, Tensor> tensors;
        try (Torch.Recording off = Torch.withoutRecording(); NDManager training = Torch.manager(Torch.device(device))) {
            TrainingPictures task = task(real);
            Classifier classifier = new Classifier(task.shape(), task.classes().size());
            tensors = ClassifierTraining.train(training, classifier, task, images, seed).tensors();
        }
        tensors.put(SCALE, Tensor.of(new float[]{1}, 1));
        try (FeatureNetwork unscaled = of(tensors, real, device)) {
            tensors.put(SCALE, Tensor.of(new float[]{rootMeanSquare(unscaled.features(
                    Selection.some(real, SCALED_BY)))}, 1));
        }
        return of(tensors, real, device);
    }

    /**
     * One that was trained before.
     *
     * @param tensors what {@link #tensors()} gave
     * @param real    pictures of the dataset version that it was trained on
     * @throws ProblemException ({@code CORRUPT_OBJECT}) if the tensors are not those of such a network
     */
    public static FeatureNetwork of(SortedMap<String, Tensor> tensors, TrainingPictures real, String device) {
        NDManager manager = Torch.manager(Torch.device(device));
        try (Torch.Recording off = Torch.withoutRecording()) {
            return new FeatureNetwork(manager, real, tensors);
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    /** Whether it was trained to tell the pictures' own classes apart (else: how a picture was turned). */
    public boolean knowsClasses() {
        return labelled;
    }

    /** All its numbers, by name. */
    public SortedMap<String, Tensor> tensors() {
        return new TreeMap<>(tensors);
    }

    /** SHA-256 over names, shapes and numbers, in hexadecimal. */
    public String digest() {
        return Digests.of(tensors);
    }

    /** The features of all pictures, [n,128]. */
    public Features features(TrainingPictures pictures) {
        float[] values = new float[Math.multiplyExact(pictures.count(), Classifier.FEATURES)];
        for (int from = 0; from < pictures.count(); from += BATCH) {
            int count = Math.min(BATCH, pictures.count() - from);
            byte[] pixels = new byte[count * shape.bytes()];
            for (int i = 0; i < count; i++) {
                pictures.copy(from + i, pixels, i * shape.bytes());
            }
            try (Torch.Recording off = Torch.withoutRecording(); NDManager memory = manager.newSubManager()) {
                NDArray x = Numbers.pictures(memory, pixels, count, shape.channels(), shape.height(), shape.width());
                float[] some = classifier.features(weights, x).toFloatArray();
                for (int i = 0; i < some.length; i++) {
                    values[from * Classifier.FEATURES + i] = some[i] / scale;
                }
            }
        }
        return new Features(pictures.count(), Classifier.FEATURES, values);
    }

    /** The most likely class of each picture. */
    public int[] classes(TrainingPictures pictures) {
        return classes(features(pictures));
    }

    /** The same, of features that are there already. */
    public int[] classes(Features features) {
        int[] found = new int[features.count()];
        for (int from = 0; from < found.length; from += BATCH) {
            try (Torch.Recording off = Torch.withoutRecording(); NDManager memory = manager.newSubManager()) {
                NDArray some = features.block(memory, from, Math.min(from + BATCH, found.length)).muli(scale);
                long[] best = classifier.scoresOf(weights, some).argMax(1).toLongArray();
                for (int i = 0; i < best.length; i++) {
                    found[from + i] = (int) best[i];
                }
            }
        }
        return found;
    }

    @Override
    public void close() {
        manager.close();
    }

    /** Whether there are two classes or more, and at least half of the pictures have one. */
    static boolean labelled(TrainingPictures real) {
        long labels = IntStream.range(0, real.count()).filter(i -> real.label(i) >= 0).count();
        return real.classes().size() > 1 && 2 * labels >= real.count();
    }

    /** What it learns to tell apart. */
    private static TrainingPictures task(TrainingPictures real) {
        return labelled(real) ? real : new Turned(real);
    }

    private static float rootMeanSquare(Features features) {
        double sum = 0;
        for (float value : features.values()) {
            sum += (double) value * value;
        }
        double root = Math.sqrt(sum / Math.max(features.values().length, 1));
        return root > 0 ? (float) root : 1;
    }
}
