package dev.limner.models;

import java.util.Map;
import java.util.Optional;

import dev.limner.contracts.names.Budget;

/** Flows small enough for tests; the one in latents begins after its third step. */
final class SmallFlow {
    static final int BATCH = 16;
    static final int FIRST_STEPS = 3;
    private static final Map<String, String> SETTINGS = Map.of("batch", "16", "channels", "8", "heads", "2",
            "autoencoderChannels", "4", "autoencoderImages", Integer.toString(FIRST_STEPS * BATCH), "samplerBatch",
            "16",
            "evaluations", "2", "learningRate", "0.005", "learningRateWarmUp", "32");

    private SmallFlow() {}

    static Configuration configuration(String preset, TrainingPictures pictures) {
        return Families.named("flow").configure(preset, SETTINGS, pictures.shape(), pictures.classes(), 11);
    }

    /** Trains up to {@code steps} steps in all. */
    static Outcome train(String preset, int steps, TrainingPictures pictures, Optional<Snapshot> from,
            TrainingObserver observer) {
        return Training.run(configuration(preset, pictures), Budget.images((long) steps * BATCH), pictures,
                TrainingPictures.none(pictures.shape(), pictures.classes()), from, "cpu", observer);
    }
}
