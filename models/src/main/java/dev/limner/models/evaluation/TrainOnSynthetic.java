package dev.limner.models.evaluation;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.models.TrainingPictures;

/**
 * What samples teach (Esteban, Hyland &amp; Rätsch 2017, TSTR; of images Ravuri &amp; Vinyals 2019, classification accuracy
 * score): the accuracy on held-out real pictures of a classifier that saw nothing but samples and the classes they were
 * asked for. It falls where samples are not what their label says, and where they are all alike. To be read beside the
 * accuracy of one that saw as many real pictures.
 */
public final class TrainOnSynthetic {
    private TrainOnSynthetic() {}

    /**
     * Trains on one set and tests on another.
     *
     * @param samples with labels
     * @param real    labelled pictures that the model never saw
     * @return share of real pictures whose class is found, 0 to 1
     * @throws ProblemException where there are no samples
     */
    public static double of(TrainingPictures samples, TrainingPictures real, long seed, String device) {
        return of(samples, real, ClassifierTraining.images(samples), seed, device);
    }

    /** The same, on {@code images} samples, many of them again and again. */
    static double of(TrainingPictures samples, TrainingPictures real, long images, long seed, String device) {
        try (FeatureNetwork network = FeatureNetwork.train(samples, images, seed, device)) {
            return LabelAccuracy.of(network, real);
        }
    }
}
