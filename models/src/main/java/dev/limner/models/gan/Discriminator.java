package dev.limner.models.gan;

import ai.djl.ndarray.NDArray;

import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Weights;

/** The side of the pair that judges, without numbers. */
interface Discriminator {

    /** Adds the first weights. */
    void begin(Parameters parameters, long seed);

    /** Brings what follows from the weights up to date, once before each step of its own. */
    default void refresh(Weights weights) {}

    /** The weights as passes use them, made once for several. */
    default Weights prepared(Weights weights) {
        return weights;
    }

    /** Whether a picture's score depends on those that are judged in the same pass, by the batch's statistics. */
    boolean compares();

    /**
     * How real each picture looks, [N]: from −∞ to ∞.
     *
     * @param weights  from {@link #prepared}
     * @param x        pictures in [−1, 1], [N,c,H,W]
     * @param y        classes, [N,K], one-hot, zeros for none; null for a model without
     * @param learning whether by the batch's own statistics, which the running ones then follow
     */
    NDArray score(Weights weights, NDArray x, NDArray y, boolean learning);
}
