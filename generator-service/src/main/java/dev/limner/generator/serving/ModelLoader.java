package dev.limner.generator.serving;

import dev.limner.contracts.messages.ModelEvent.CheckpointPublished;

/** Where loaded models come from. */
@FunctionalInterface
public interface ModelLoader {

    /**
     * Loads a checkpoint and paints a picture with it, so that its first request waits for nothing.
     *
     * @throws dev.limner.contracts.problems.ProblemException (not found, corrupt object) if it cannot be loaded, ever
     * @throws dev.limner.store.StoreUnavailableException     if it cannot be loaded now
     */
    LoadedModel load(CheckpointPublished checkpoint);
}
