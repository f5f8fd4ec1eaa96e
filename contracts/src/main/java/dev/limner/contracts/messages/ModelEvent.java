package dev.limner.contracts.messages;

import java.util.List;

import dev.limner.contracts.names.DatasetReference;

/**
 * The registry on the compacted topic {@code limner.models}: what generators follow. A record without a value (a
 * tombstone) removes its key.
 */
public sealed interface ModelEvent extends Event {
    String model();

    /** Counts up for each key; a lower one never replaces a higher one. */
    long revision();

    /**
     * {@code model.checkpoint-published}; key {@code model/checkpoint}.
     *
     * @param manifest object key of its {@code checkpoint.json}
     * @param digest   SHA-256 over its weights, in hex
     * @param classes  class names in the order of their indices; empty where unlabelled
     */
    record CheckpointPublished(String model, String checkpoint, long revision, String run, String family, String preset,
            DatasetReference dataset, long images, String manifest, String digest, int width, int height, Colour colour,
            List<String> classes) implements ModelEvent {
        @Override
        public String subject() {
            return model + "/" + checkpoint;
        }
    }

    /** {@code model.alias-moved}; key {@code model@alias}. */
    record AliasMoved(String model, String alias, long revision, String checkpoint) implements ModelEvent {
        @Override
        public String subject() {
            return model + "@" + alias;
        }
    }
}
