package dev.limner.models.losses;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

/**
 * The hinge loss (Lim &amp; Ye 2017, Geometric GAN; Miyato et al. 2018, equations 16 and 17): what is judged right by a
 * margin of 1 teaches the discriminator no more.
 *
 * <pre>
 * L_D = E max(0, 1 − s(x)) + E max(0, 1 + s(G(z)))        L_G = −E s(G(z))
 * </pre>
 */
public record Hinge() implements AdversarialLoss {

    @Override
    public NDArray discriminator(NDArray real, NDArray fake) {
        return Activation.relu(real.neg().add(1f)).mean().add(Activation.relu(fake.add(1f)).mean());
    }

    @Override
    public NDArray generator(NDArray fake) {
        return fake.mean().neg();
    }
}
