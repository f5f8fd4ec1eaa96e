package dev.limner.models.losses;

import ai.djl.ndarray.NDArray;

/** L1 = 1/(N·D) Σ_n Σ_d |x̂_nd − x_nd|, the mean over pictures and their D numbers. */
public final class AbsoluteError {
    private AbsoluteError() {}

    /**
     * @param prediction x̂, [N,…]
     * @param target     x, of the same shape
     * @return a scalar
     */
    public static NDArray of(NDArray prediction, NDArray target) {
        return prediction.sub(target).abs().mean();
    }
}
