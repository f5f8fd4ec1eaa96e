package dev.limner.models.evaluation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;

import dev.limner.models.Batch;
import dev.limner.models.Loader;
import dev.limner.models.PictureShape;
import dev.limner.models.TrainingPictures;
import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Torch;
import dev.limner.models.losses.CrossEntropy;
import dev.limner.models.optimisers.Adam;
import dev.limner.models.optimisers.Average;
import dev.limner.models.optimisers.Descent;
import dev.limner.models.optimisers.LearningRate;
import dev.limner.models.optimisers.Optimiser;
import dev.limner.models.settings.Augmentation;

/** How every {@link Classifier} is trained: by cross-entropy, with Adam, to the average of its weights. */
final class ClassifierTraining {
    private static final int BATCH = 64;
    private static final LearningRate RATE = LearningRate.root(0.002, 2_000, 40_000);
    private static final double AVERAGING = 0.1;

    private static final long MOST = 120_000;
    private static final long LEAST = 3_200;
    private static final long EPOCHS = 20;
    private static final long USUAL_PIXELS = 32 * 32;
    private static final int BIG_DIVISOR = 4;

    private ClassifierTraining() {}

    /**
     * Images to see: {@value #EPOCHS} times all there are, but at least {@value #LEAST} and at most {@value #MOST}; of
     * pictures larger than 32×32 (once they are reduced) fewer in proportion, down to a quarter.
     */
    static long images(TrainingPictures pictures) {
        PictureShape shape = pictures.shape();
        int reduction = Classifier.reduction(shape);
        long pixels = (long) (shape.height() / reduction) * (shape.width() / reduction);
        long most = Math.max(Math.min(MOST, MOST * USUAL_PIXELS / pixels), MOST / BIG_DIVISOR);
        return Math.min(Math.max(EPOCHS * pictures.count(), LEAST), most);
    }

    /**
     * Trains from first weights.
     *
     * @param manager owns what is left in the end: the averaged weights, and what was needed for them
     * @param real    labelled pictures; those without label teach nothing
     * @param images  pictures to see
     */
    static Parameters train(NDManager manager, Classifier classifier, TrainingPictures real, long images, long seed) {
        Parameters parameters = new Parameters(manager);
        classifier.begin(parameters, seed);
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
        return average.parameters();
    }
}
