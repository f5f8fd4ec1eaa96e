package dev.limner.models.vae;

import java.util.Optional;

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

    /** The mean of q(z|x,y), by the prior's noise for it. */
    @Override
    public Optional<NDArray> encode(Weights weights, NDArray x, NDArray y) {
        NDArray z = network.encode(weights, x, y).mean();
        return Optional.of(network.prior().map(prior -> prior.noise(weights, z, y)).orElse(z));
    }
}
