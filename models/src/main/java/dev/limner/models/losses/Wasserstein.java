package dev.limner.models.losses;

import ai.djl.ndarray.NDArray;

/**
 * The Wasserstein distance as a critic sees it whose slope is bounded (Arjovsky, Chintala &amp; Bottou 2017, equation 2 and
 * algorithm 1): the bound is not this loss's, but clipped weights' or a spectral norm's.
 *
 * <pre>
 * L_D = E s(G(z)) − E s(x)        L_G = −E s(G(z))
 * </pre>
 *
 * The gradient penalty (Gulrajani et al. 2017) in place of clipping is left out: it takes a gradient of a gradient, which
 * the engine's interface does not give.
 */
public record Wasserstein() implements AdversarialLoss {

    @Override
    public NDArray discriminator(NDArray real, NDArray fake) {
        return fake.mean().sub(real.mean());
    }

    @Override
    public NDArray generator(NDArray fake) {
        return fake.mean().neg();
    }
}
