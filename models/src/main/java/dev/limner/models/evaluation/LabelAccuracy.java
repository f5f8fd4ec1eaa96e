package dev.limner.models.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.models.PictureShape;
import dev.limner.models.TrainingPictures;

/**
 * How often a picture shows the class that its label says, in the eyes of a small classifier that was trained on real
 * pictures and never saw one that a model made. It bounds what it measures: beside the accuracy on samples stands its own
 * on held-out real pictures. Deterministic like {@link dev.limner.models.Training}. Not thread-safe; owns native memory
 * until it is closed.
 */
public final class LabelAccuracy implements AutoCloseable {
    /** Names what the numbers were measured with; changes with anything that changes them. */
    public static final String PROTOCOL = "label-accuracy-1";

    private final FeatureNetwork network;
    private final PictureShape shape;
    private final List<String> classes;

    private LabelAccuracy(FeatureNetwork network, TrainingPictures real) {
        this.network = network;
        this.shape = real.shape();
        this.classes = real.classes();
    }

    /**
     * Trains the classifier.
     *
     * @param real   labelled pictures
     * @param images pictures to see; 120 000 are enough for 60 000 of 28×28
     * @param device {@code auto}, {@code cpu} or {@code cuda:N}
     * @throws ProblemException where there are no pictures, fewer than two classes, or most pictures have no label
     */
    public static LabelAccuracy train(TrainingPictures real, long images, long seed, String device) {
        if (real.count() == 0 || !FeatureNetwork.labelled(real)) {
            throw new ProblemException(ProblemType.NO_PICTURES,
                    "label accuracy needs labelled pictures of two classes or more; there are %d pictures of %s"
                            .formatted(real.count(), real.classes()));
        }
        return new LabelAccuracy(FeatureNetwork.train(real, images, seed, device), real);
    }

    /**
     * Of a network that is there already.
     *
     * @param pictures that the network knows the classes of
     * @return the share of labelled pictures whose most likely class is their label, 0 to 1; NaN where none has a label
     */
    static double of(FeatureNetwork network, TrainingPictures pictures) {
        return of(network.classes(pictures), pictures);
    }

    /** The same, where the classes have been found already. */
    static double of(int[] found, TrainingPictures pictures) {
        long labelled = IntStream.range(0, found.length).filter(i -> pictures.label(i) >= 0).count();
        long right = IntStream.range(0, found.length).filter(i -> pictures.label(i) == found[i]).count();
        return labelled == 0 ? Double.NaN : (double) right / labelled;
    }

    /** The most likely class of each picture (uint8 planar, of the real pictures' shape). */
    public int[] classes(List<byte[]> pictures) {
        int[] none = new int[pictures.size()];
        Arrays.fill(none, -1);
        return network.classes(new Samples(shape, classes, pictures, none));
    }

    /**
     * The share of pictures whose most likely class is their label.
     *
     * @param labels class index of each picture
     * @return 0 to 1
     */
    public double of(List<byte[]> pictures, int[] labels) {
        if (labels.length == 0) {
            throw new IllegalArgumentException("no pictures to judge");
        }
        return of(network, new Samples(shape, classes, pictures, labels));
    }

    /** The same for real pictures; those without label are left out. */
    public double of(TrainingPictures real) {
        return of(network, real);
    }

    @Override
    public void close() {
        network.close();
    }
}
