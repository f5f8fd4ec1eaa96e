package dev.limner.models.gan;

import ai.djl.ndarray.NDArray;

import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Weights;

/** The side of the pair that paints, without numbers. */
interface Generator {

    /** Adds the first weights. */
    void begin(Parameters parameters, long seed);

    /**
     * Pictures in [−1, 1], [N,c,H,W].
     *
     * @param z        noise, [N,J]
     * @param y        classes, [N,K], one-hot; null for a model without
     * @param learning whether by the batch's own statistics, which the running ones then follow
     */
    NDArray paint(Weights weights, NDArray z, NDArray y, boolean learning);
}
