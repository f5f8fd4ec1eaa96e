package dev.limner.models;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.limner.contracts.names.Budget;

/** A VAE small enough for tests. */
final class SmallVae {
    static final int BATCH = 16;
    static final Map<String, String> SETTINGS = Map.of("batch", "16", "channels", "4", "hidden", "16", "latent", "4",
            "samplerBatch", "4", "betaWarmUp", "100",
            "learningRate", "0.01", "learningRateWarmUp", "100");

    private SmallVae() {}

    static Configuration configuration(PictureShape shape, List<String> classes) {
        return Families.named("vae").configure(null, SETTINGS, shape, classes, 11);
    }

    static Configuration configuration(TrainingPictures pictures) {
        return configuration(pictures.shape(), pictures.classes());
    }

    /** Trains up to {@code steps} steps in all. */
    static Outcome train(int steps, TrainingPictures pictures, Optional<Snapshot> from, TrainingObserver observer) {
        return Training.run(configuration(pictures), Budget.images((long) steps * BATCH), pictures,
                TrainingPictures.none(pictures.shape(), pictures.classes()), from, "cpu", observer);
    }
}
