package dev.limner.models.vae;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.models.PictureShape;
import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Weights;
import dev.limner.models.layers.Convolution;
import dev.limner.models.layers.Dense;
import dev.limner.models.layers.Layer;
import dev.limner.models.layers.PixelShuffle;

/**
 * Encoder and decoder, without numbers. With C channels, K classes, J latents and L halvings (until a side is at most
 * 8), h = H / 2^L, w = W / 2^L:
 *
 * <pre>
 * encoder  x [N,c,H,W] → L × (4×4 convolution of stride 2, ReLU), C then 2C channels → 3×3 convolution, ReLU
 *          → [N,2C·h·w] ⊕ y [N,K] → μ, log σ² [N,J]
 * decoder  z [N,J] ⊕ y [N,K] → dense, ReLU → dense, ReLU → [N,2C,h,w]
 *          → L − 1 × (3×3 convolution to 4 times the channels, shuffled to twice the side, ReLU; 3×3 convolution, ReLU)
 *          → 3×3 convolution to 4c channels, shuffled to [N,c,H,W] → sigmoid
 * </pre>
 */
final class VaeNetwork {
    private static final int SMALLEST = 8;

    private final int latent;
    private final int deepest;
    private final int height;
    private final int width;
    private final List<Layer> halvings = new ArrayList<>();
    private final Layer last;
    private final Layer moments;
    private final Layer widening;
    private final Layer opening;
    private final List<Layer> doublings = new ArrayList<>();
    private final List<Layer> refinements = new ArrayList<>();
    private final Layer painting;
    private final Optional<FlowPrior> prior;

    /** μ and log σ² of q(z|x,y), each [N,J]. */
    record Posterior(NDArray mean, NDArray logVariance) {}

    /** @throws ProblemException if a side cannot be halved often enough */
    VaeNetwork(VaeSettings settings, PictureShape shape, int classes) {
        int levels = levels(shape);
        int narrow = settings.channels();
        latent = settings.latent();
        deepest = 2 * narrow;
        height = shape.height() >> levels;
        width = shape.width() >> levels;
        for (int level = 0; level < levels; level++) {
            int in = level == 0 ? shape.channels() : level == 1 ? narrow : deepest;
            halvings.add(Convolution.halving("encoder.halving." + level, in, level == 0 ? narrow : deepest));
        }
        last = Convolution.same("encoder.last", deepest, deepest);
        moments = new Dense("encoder.moments", deepest * height * width + classes, 2 * latent, 1);
        widening = new Dense("decoder.widening", latent + classes, settings.hidden(), Math.sqrt(2));
        opening = new Dense("decoder.opening", settings.hidden(), deepest * height * width, Math.sqrt(2));
        for (int level = levels - 1; level > 0; level--) {
            int in = level == levels - 1 ? deepest : narrow;
            doublings.add(Convolution.same("decoder.doubling." + level, in, 4 * narrow));
            refinements.add(Convolution.same("decoder.refinement." + level, narrow, narrow));
        }
        painting = new Convolution("decoder.painting", narrow, 4 * shape.channels(), 3, 1, 1, 1);
        prior = settings.couplings() == 0
                ? Optional.empty()
                : Optional.of(new FlowPrior(settings.latent(), classes, settings.couplings(), settings.hidden()));
    }

    /** Adds the first weights. */
    void begin(Parameters parameters, long seed) {
        List<Layer> all = new ArrayList<>(halvings);
        all.addAll(List.of(last, moments, widening, opening, painting));
        all.addAll(doublings);
        all.addAll(refinements);
        all.forEach(layer -> layer.begin(parameters, seed));
        prior.ifPresent(flow -> flow.begin(parameters, seed));
    }

    /** p(z|y), learned; empty where it is N(0, I). */
    Optional<FlowPrior> prior() {
        return prior;
    }

    /** q(z|x,y): x [N,c,H,W] in [0, 1], y [N,K] or null. */
    Posterior encode(Weights weights, NDArray x, NDArray y) {
        NDArray h = x.mul(2f).sub(1f);
        for (Layer halving : halvings) {
            h = Activation.relu(halving.apply(weights, h));
        }
        h = Activation.relu(last.apply(weights, h)); // [N,2C,h,w]
        NDList split = moments.apply(weights, with(h.reshape(h.getShape().get(0), -1), y)).split(2, 1);
        return new Posterior(split.get(0), split.get(1));
    }

    /** The mean of p(x|z,y), [N,c,H,W] in (0, 1): z [N,J], y [N,K] or null. */
    NDArray decode(Weights weights, NDArray z, NDArray y) {
        NDArray h = Activation.relu(widening.apply(weights, with(z, y)));
        h = Activation.relu(opening.apply(weights, h)).reshape(-1, deepest, height, width);
        for (int i = 0; i < doublings.size(); i++) {
            h = Activation.relu(PixelShuffle.by(2, doublings.get(i).apply(weights, h)));
            h = Activation.relu(refinements.get(i).apply(weights, h));
        }
        return Activation.sigmoid(PixelShuffle.by(2, painting.apply(weights, h)));
    }

    private static NDArray with(NDArray numbers, NDArray y) {
        return y == null ? numbers : numbers.concat(y, 1);
    }

    private static int levels(PictureShape shape) {
        int levels = 2;
        while (Math.min(shape.height(), shape.width()) >> levels > SMALLEST) {
            levels++;
        }
        int unit = 1 << levels;
        if (shape.height() % unit != 0 || shape.width() % unit != 0) {
            throw ProblemException.invalidField("size",
                    "%d×%d: the vae needs sides that are multiples of %d".formatted(shape.width(), shape.height(),
                            unit));
        }
        return levels;
    }
}
