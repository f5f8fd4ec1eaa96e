package dev.limner.models.vae;

import ai.djl.ndarray.NDArray;

import dev.limner.models.engine.Weights;
import dev.limner.models.sampling.Painter;

/** x = decoder(z, y): the mean of p(x|z,y) at a draw z of the prior N(0, I), which a temperature may have narrowed. */
record VaePainter(VaeNetwork network, int noise) implements Painter {

    @Override
    public NDArray paint(Weights weights, NDArray u, NDArray y) {
        NDArray z = network.prior().map(prior -> prior.latents(weights, u, y)).orElse(u);
        return network.decode(weights, z, y);
    }
}
