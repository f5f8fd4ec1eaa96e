package dev.limner.models.vae;

import java.util.Optional;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.models.PictureShape;
import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Weights;
import dev.limner.models.layers.Decoder;
import dev.limner.models.layers.Encoder;
import dev.limner.models.layers.Halvings;

/**
 * An {@link Encoder} to the moments of q(z|x,y), a {@link Decoder} to the mean of p(x|z,y), and perhaps a learned prior p(z|y);
 * without weights.
 */
final class VaeNetwork {
    private final Encoder encoder;
    private final Decoder decoder;
    private final Optional<FlowPrior> prior;

    /** μ and log σ² of q(z|x,y), each [N,J]. */
    record Posterior(NDArray mean, NDArray logVariance) {}

    /** @throws ProblemException if a side cannot be halved often enough */
    VaeNetwork(VaeSettings settings, PictureShape shape, int classes) {
        Halvings halved = Halvings.of(shape, "vae");
        encoder = new Encoder(shape.channels(), halved, settings.channels(), classes, 2 * settings.latent());
        decoder = new Decoder(shape.channels(), halved, settings.channels(), settings.hidden(), settings.latent(),
                classes);
        prior = settings.couplings() == 0
                ? Optional.empty()
                : Optional.of(new FlowPrior(settings.latent(), classes, settings.couplings(), settings.hidden()));
    }

    /** Adds the first weights. */
    void begin(Parameters parameters, long seed) {
        encoder.begin(parameters, seed);
        decoder.begin(parameters, seed);
        prior.ifPresent(flow -> flow.begin(parameters, seed));
    }

    /** p(z|y), learned; empty where it is N(0, I). */
    Optional<FlowPrior> prior() {
        return prior;
    }

    /** q(z|x,y): x [N,c,H,W] in [0, 1], y [N,K] or null. */
    Posterior encode(Weights weights, NDArray x, NDArray y) {
        NDList split = encoder.apply(weights, x, y).split(2, 1);
        return new Posterior(split.get(0), split.get(1));
    }

    /** The mean of p(x|z,y), [N,c,H,W] in (0, 1): z [N,J], y [N,K] or null. */
    NDArray decode(Weights weights, NDArray z, NDArray y) {
        return decoder.apply(weights, z, y);
    }
}
