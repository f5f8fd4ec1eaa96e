package dev.limner.models;

import java.util.Optional;

import dev.limner.contracts.names.Budget;

/** Trains any family. */
public final class Training {
    private Training() {}

    /**
     * Trains until the budget is spent or the observer wants something else. One run at a time in a process.
     *
     * @param budget   images or time in all, what {@code from} has already spent counted in
     * @param heldOut  pictures that are never trained on, for the losses beside each snapshot; may be empty
     * @param from     where to go on; empty to begin
     * @param device   {@code auto}, {@code cpu} or {@code cuda:N}
     * @throws dev.limner.contracts.problems.ProblemException {@code DIVERGED}, naming step and losses, when a loss is
     *                                                        not finite; {@code NO_PICTURES} without training pictures
     * @throws IllegalStateException                          if another run is under way in this process
     */
    public static Outcome run(Configuration configuration, Budget budget, TrainingPictures train,
            TrainingPictures heldOut, Optional<Snapshot> from, String device, TrainingObserver observer) {
        throw new UnsupportedOperationException("the training loop is being written");
    }
}
