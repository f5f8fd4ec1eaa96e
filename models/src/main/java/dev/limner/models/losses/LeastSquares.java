package dev.limner.models.losses;

import ai.djl.ndarray.NDArray;

import dev.limner.models.engine.Numbers;

/**
 * Least squares (Mao et al. 2017, equation 9: 0 for generated, 1 for real), which also pulls in what is far on the right
 * side:
 *
 * <pre>
 * L_D = ½ E (s(x) − 1)² + ½ E s(G(z))²        L_G = ½ E (s(G(z)) − 1)²
 * </pre>
 */
public record LeastSquares() implements AdversarialLoss {

    @Override
    public NDArray discriminator(NDArray real, NDArray fake) {
        return Numbers.scaled(real.sub(1f).square().mean().add(fake.square().mean()), 0.5f);
    }

    @Override
    public NDArray generator(NDArray fake) {
        return Numbers.scaled(fake.sub(1f).square().mean(), 0.5f);
    }
}
