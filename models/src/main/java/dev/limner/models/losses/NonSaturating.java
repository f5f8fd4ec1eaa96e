package dev.limner.models.losses;

import ai.djl.ndarray.NDArray;

/**
 * The first adversarial loss (Goodfellow et al. 2014, equation 1 and, for the generator, the form of section 3 that does
 * not saturate), with D = sigmoid(s):
 *
 * <pre>
 * L_D = −E log D(x) − E log(1 − D(G(z)))        L_G = −E log D(G(z))
 * </pre>
 */
public record NonSaturating() implements AdversarialLoss {

    @Override
    public NDArray discriminator(NDArray real, NDArray fake) {
        return BinaryCrossEntropy.ofScores(real, true).add(BinaryCrossEntropy.ofScores(fake, false));
    }

    @Override
    public NDArray generator(NDArray fake) {
        return BinaryCrossEntropy.ofScores(fake, true);
    }
}
