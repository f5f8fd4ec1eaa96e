package dev.limner.models.losses;

import ai.djl.ndarray.NDArray;

/**
 * What the two sides of an adversarial pair (Goodfellow et al. 2014) minimise, each given the discriminator's scores: the
 * higher, the more real a picture looks to it.
 */
public interface AdversarialLoss {

    /**
     * What the discriminator minimises.
     *
     * @param real scores of real pictures, [N]
     * @param fake scores of generated ones, [N]
     * @return a scalar
     */
    NDArray discriminator(NDArray real, NDArray fake);

    /**
     * What the generator minimises.
     *
     * @param fake scores of generated pictures, [N]
     * @return a scalar
     */
    NDArray generator(NDArray fake);
}
