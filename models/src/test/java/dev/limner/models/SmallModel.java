package dev.limner.models;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.limner.contracts.names.Budget;

/**
 * A preset, small enough for tests: what every family is held to, it is held to with these.
 *
 * @param settings that make it small
 */
record SmallModel(String family, String preset, TrainingPictures pictures, Map<String, String> settings) {
    static final int BATCH = 16;
    private static final TrainingPictures DRAWN = new DrawnPictures(50, 3);
    private static final Map<String, String> SMALL = Map.of("batch", Integer.toString(BATCH), "channels", "8",
            "learningRate", "0.01", "learningRateWarmUp", "100");

    /** One of each kind of learner. */
    static Stream<SmallModel> all() {
        return Stream.of(
                new SmallModel("cnn", "glo-small", DRAWN,
                        Map.of("channels", "4", "hidden", "16", "code", "6", "components", "2")),
                new SmallModel("cnn", "cnn-plain", DRAWN, Map.of("channels", "4", "hidden", "16", "code", "6")),
                new SmallModel("flow", "latent-small", DRAWN,
                        Map.of("autoencoderImages", "48", "autoencoderChannels", "8", "samplerBatch", "8",
                                "evaluations", "2", "heads", "2")),
                new SmallModel("flow", "pixel-small", DRAWN,
                        Map.of("samplerBatch", "8", "evaluations", "2", "heads", "2")),
                new SmallModel("gan", "resnet-hinge", DRAWN,
                        Map.of("channels", "4", "latent", "4", "diffAugment", "colour,translation,cutout")),
                new SmallModel("gan", "dcgan-32", DRAWN, Map.of("channels", "4", "latent", "4")),
                new SmallModel("matting", "matting-small", new DrawnCutOuts(40, 16, 3), Map.of()),
                new SmallModel("vae", "conv-small", DRAWN, Map.of("channels", "4", "hidden", "16", "latent", "4")),
                new SmallModel("vae", "rae", DRAWN,
                        Map.of("channels", "4", "hidden", "16", "latent", "4", "components", "2")));
    }

    Configuration configuration() {
        return configuration(pictures.shape(), pictures.classes());
    }

    /** For other pictures. */
    Configuration configuration(PictureShape shape, List<String> classes) {
        Map<String, String> all = new HashMap<>(SMALL);
        if (Families.named(family).paints()) {
            all.put("samplerBatch", "4");
        }
        all.putAll(settings);
        return Families.named(family).configure(preset, all, shape, classes, 11);
    }

    /** Trains up to {@code steps} steps in all. */
    Outcome train(int steps, Optional<Snapshot> from, TrainingObserver observer) {
        return Training.run(configuration(), Budget.images((long) steps * BATCH), pictures,
                TrainingPictures.none(pictures.shape(), pictures.classes()), from, "cpu", observer);
    }

    @Override
    public String toString() {
        return family + " " + preset;
    }
}
