package dev.limner.models.optimisers;

/**
 * The learning rate as a function of images seen, and of nothing else: so the weights at some number of images do not
 * depend on the budget, which may be a time or be raised. A linear warm-up, a constant, and then a decay by the inverse
 * root (Karras et al. 2024, Analyzing and Improving the Training Dynamics of Diffusion Models):
 *
 * <pre>
 * α(n) = α_ref · min(n / n_up, 1) / √max(n / n_ref, 1)
 * </pre>
 *
 * @param reference α_ref
 * @param warmUp    n_up, images; 0 for none
 * @param decayFrom n_ref, images; 0 for no decay
 */
public record LearningRate(double reference, long warmUp, long decayFrom) {

    /** α after {@code images} images, the ones of the step counted in. */
    public double at(long images) {
        double up = warmUp == 0 ? 1 : Math.min((double) images / warmUp, 1);
        double down = decayFrom == 0 ? 1 : Math.sqrt(Math.max((double) images / decayFrom, 1));
        return reference * up / down;
    }
}
