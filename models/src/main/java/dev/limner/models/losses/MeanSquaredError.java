package dev.limner.models.losses;

import ai.djl.ndarray.NDArray;

/** MSE = 1/(N·D) Σ_n Σ_d (x̂_nd − x_nd)², the mean over pictures and their D numbers. */
public final class MeanSquaredError {
    private MeanSquaredError() {}

    /**
     * @param prediction x̂, [N,…]
     * @param target     x, of the same shape
     * @return a scalar
     */
    public static NDArray of(NDArray prediction, NDArray target) {
        return prediction.sub(target).square().mean();
    }
}
