package dev.limner.models.losses;

import ai.djl.ndarray.NDArray;

/** H = −1/N Σ_n Σ_k y_nk log softmax(s_n)_k: how surprised scores are by the right classes, in nats a picture. */
public final class CrossEntropy {
    private CrossEntropy() {}

    /**
     * @param scores  s, [N,K]
     * @param classes y, [N,K], one-hot
     * @return a scalar, 0 and up
     */
    public static NDArray of(NDArray scores, NDArray classes) {
        return scores.logSoftmax(1).mul(classes).sum(new int[]{1}).mean().neg();
    }
}
