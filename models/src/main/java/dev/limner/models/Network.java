package dev.limner.models;

import dev.limner.models.engine.Parameters;

/**
 * A network that takes part in training.
 *
 * @param name       prefix of its tensors in a snapshot
 * @param parameters its numbers
 * @param part       what it is needed for
 */
public record Network(String name, Parameters parameters, Part part) {

    /** What a network is needed for. */
    public enum Part {
        /** It paints, by its average. */
        PAINTS_AVERAGED,
        /** It paints as it is: what no average can be taken of. */
        PAINTS,
        /** It helps to train others. */
        TRAINS
    }
}
