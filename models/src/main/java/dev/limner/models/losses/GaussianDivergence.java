package dev.limner.models.losses;

import ai.djl.ndarray.NDArray;

import dev.limner.models.engine.Numbers;

/**
 * The Kullback–Leibler divergence from N(0, I) to a Gaussian with diagonal covariance (Kingma &amp; Welling 2013, appendix
 * B), as the mean over N pictures of the sum over J latent numbers:
 *
 * <pre>
 * KL = 1/N Σ_n −½ Σ_j (1 + log σ²_nj − μ²_nj − σ²_nj)     [nats a picture]
 * </pre>
 */
public final class GaussianDivergence {
    private GaussianDivergence() {}

    /**
     * @param mean        μ, [N,J]
     * @param logVariance log σ², [N,J]
     * @return a scalar, 0 and up
     */
    public static NDArray of(NDArray mean, NDArray logVariance) {
        NDArray each = logVariance.add(1f).sub(mean.square()).sub(logVariance.exp()); // [N,J]
        return Numbers.scaled(each.sum(new int[]{1}).mean(), -0.5f);
    }

    /**
     * Minus the entropy of such Gaussians, E log q: −½ Σ_j (1 + log 2π + log σ²_nj), the mean over pictures. With the
     * mean of −log p(z|y) at draws z it is the divergence from a prior that has no closed form.
     *
     * @param logVariance log σ², [N,J]
     * @return a scalar
     */
    public static NDArray negativeEntropy(NDArray logVariance) {
        return Numbers.scaled(logVariance.add((float) (1 + Math.log(2 * Math.PI))).sum(new int[]{1}).mean(), -0.5f);
    }
}
