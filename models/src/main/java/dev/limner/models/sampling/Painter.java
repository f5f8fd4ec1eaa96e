package dev.limner.models.sampling;

import ai.djl.ndarray.NDArray;

import dev.limner.models.engine.Weights;

/** The generating half of a network that paints in one forward pass. */
public interface Painter {

    /** Numbers of noise for one picture. */
    int noise();

    /**
     * Pictures [N,C,H,W] in [0, 1].
     *
     * @param noise   [N,{@link #noise()}]
     * @param classes [N,K], one-hot; null for a model without classes
     */
    NDArray paint(Weights weights, NDArray noise, NDArray classes);
}
