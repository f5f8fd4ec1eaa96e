package dev.limner.models.layers;

import ai.djl.ndarray.NDArray;

import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Weights;

/** A part of a network: its shape, without its numbers, which are in {@link Weights} under the layer's name. */
public interface Layer {

    /** Adds this layer's first weights, which follow from seed and name alone. */
    void begin(Parameters parameters, long seed);

    /** The layer's function, with the numbers of {@code weights}; the result belongs to the input's manager. A layer with weights
     * of its own tells {@link Trace} of it. */
    NDArray apply(Weights weights, NDArray input);
}
