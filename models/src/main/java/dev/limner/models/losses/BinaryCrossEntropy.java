package dev.limner.models.losses;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

/**
 * BCE = −1/N Σ_n (t_n log p_n + (1 − t_n) log(1 − p_n)): how surprised probabilities p are by outcomes t, in nats a number.
 */
public final class BinaryCrossEntropy {
    /** Keeps the logarithm of a probability that rounded to 0 finite. */
    private static final float LEAST = 1e-7f;

    private BinaryCrossEntropy() {}

    /**
     * Of probabilities.
     *
     * @param probabilities p in [0, 1], [N,…]; taken as at least 1e-7 from 0 and 1
     * @param targets       t in [0, 1], of the same shape
     * @return a scalar, 0 and up
     */
    public static NDArray ofProbabilities(NDArray probabilities, NDArray targets) {
        NDArray p = probabilities.clip(LEAST, 1 - LEAST);
        NDArray no = p.neg().add(1f).log().mul(targets.neg().add(1f));
        return p.log().mul(targets).add(no).mean().neg();
    }

    /**
     * Of scores s = log p/(1 − p), which does not lose what is small: softplus(−s) where t = 1, softplus(s) where t = 0.
     *
     * @param scores s, [N,…]
     * @param target t of all of them
     * @return a scalar, 0 and up
     */
    public static NDArray ofScores(NDArray scores, boolean target) {
        return Activation.softPlus(target ? scores.neg() : scores).mean();
    }
}
