package dev.limner.models.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.norm.BatchNorm;

import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.PictureShape;
import dev.limner.models.engine.Numbers;
import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Weights;
import dev.limner.models.layers.Convolution;
import dev.limner.models.layers.GroupNormalisation;
import dev.limner.models.layers.Halvings;
import dev.limner.models.layers.Layer;
import dev.limner.models.layers.PixelShuffle;

/**
 * Pictures as latents on a coarse grid and back (the first stage of Rombach et al. 2022), without weights. With L halvings,
 * h = H / 2^L, w = W / 2^L, and C_l channels after l of them (2C after the last, half as many after each one before):
 *
 * <pre>
 * encoder  x [N,c,H,W] → L × (4×4 convolution of stride 2, ReLU) → residual → ReLU, 1×1 convolution → [N,J,h,w]
 *          → each channel to mean 0 and variance 1 over batch and grid → z
 * decoder  z + σ ε [N,J,h,w] → 3×3 convolution to 2C → 2 × residual
 *          → L − 1 × (ReLU, 3×3 convolution, shuffled to twice the side; residual)
 *          → norm, ReLU, 3×3 convolution to 4c channels, shuffled to [N,c,H,W] → sigmoid
 * residual h + conv₂(ReLU(conv₁(ReLU(norm(h))))), 3×3
 * </pre>
 *
 * Latents of fixed power through noise of fixed power are a channel of limited capacity, ½ log₂(1 + 1/σ²) bits a number:
 * what a small weight of the divergence is in a variational autoencoder, without a weight to tune. A decoder that has
 * learned with noise forgives the flow's small errors, and the latents have the scale that a flow expects. Mean and variance while
 * training are the batch's; afterwards they are running ones, kept in buffers. Decided in
 * docs/decisions/0008-a-flow-in-noisy-latents.md.
 */
final class Autoencoder {
    private static final String MEAN = "latent.mean";
    private static final String VARIANCE = "latent.variance";
    /** Share of the old in the running mean and variance, at each batch. */
    private static final float KEPT = 0.98f;
    private static final float EPSILON = 1e-5f;
    private static final int NARROWEST = 8;
    private static final double BEFORE_RELU = Math.sqrt(2);

    private final int latents;
    private final Halvings halved;
    private final List<Layer> halvings = new ArrayList<>();
    private final Residual last;
    private final Layer code;
    private final Layer opening;
    private final List<Residual> deepest;
    private final List<Layer> doublings = new ArrayList<>();
    private final List<Residual> refinements = new ArrayList<>();
    private final Layer norm;
    private final Layer painting;

    /** h + conv₂(ReLU(conv₁(ReLU(norm(h))))). */
    private record Residual(String name, int channels) {
        void begin(Parameters parameters, long seed) {
            norm().begin(parameters, seed);
            first().begin(parameters, seed);
            second().begin(parameters, seed);
        }

        NDArray apply(Weights weights, NDArray h) {
            return h.add(second().apply(weights,
                    Activation.relu(first().apply(weights, Activation.relu(norm().apply(weights, h))))));
        }

        private GroupNormalisation norm() {
            return GroupNormalisation.of(name + ".norm", channels);
        }

        private Convolution first() {
            return Convolution.same(name + ".first", channels, channels);
        }

        private Convolution second() {
            return new Convolution(name + ".second", channels, channels, 3, 1, 1, 0.2);
        }
    }

    /**
     * @param channels C
     * @param latents  J
     */
    Autoencoder(PictureShape shape, Halvings halved, int channels, int latents) {
        this.latents = latents;
        this.halved = halved;
        int levels = halved.levels();
        for (int level = 1; level <= levels; level++) {
            int in = level == 1 ? shape.channels() : width(channels, level - 1);
            halvings.add(Convolution.halving("encoder.halving." + level, in, width(channels, level)));
        }
        int deep = width(channels, levels);
        last = new Residual("encoder.last", deep);
        code = new Convolution("encoder.code", deep, latents, 1, 1, 0, 1);
        opening = new Convolution("decoder.opening", latents, deep, 3, 1, 1, 1);
        deepest = List.of(new Residual("decoder.deepest.1", deep), new Residual("decoder.deepest.2", deep));
        for (int level = levels - 1; level > 0; level--) {
            int to = width(channels, level);
            doublings.add(new Convolution("decoder.doubling." + level, width(channels, level + 1), 4 * to, 3, 1, 1,
                    BEFORE_RELU));
            refinements.add(new Residual("decoder.refinement." + level, to));
        }
        norm = GroupNormalisation.of("decoder.norm", width(channels, 1));
        painting = new Convolution("decoder.painting", width(channels, 1), 4 * shape.channels(), 3, 1, 1, BEFORE_RELU);
    }

    /** Adds the first weights, and the running mean and variance. */
    void begin(Parameters parameters, long seed) {
        List<Layer> all = new ArrayList<>(halvings);
        all.addAll(List.of(code, opening, norm, painting));
        all.addAll(doublings);
        all.forEach(layer -> layer.begin(parameters, seed));
        List<Residual> residuals = new ArrayList<>(deepest);
        residuals.add(last);
        residuals.addAll(refinements);
        residuals.forEach(layer -> layer.begin(parameters, seed));
        parameters.addBuffer(MEAN, Tensor.of(new float[latents], latents));
        float[] ones = new float[latents];
        Arrays.fill(ones, 1);
        parameters.addBuffer(VARIANCE, Tensor.of(ones, latents));
    }

    /** J. */
    int latents() {
        return latents;
    }

    /** h. */
    int height() {
        return halved.height();
    }

    /** w. */
    int width() {
        return halved.width();
    }

    /**
     * z [N,J,h,w]: x [N,c,H,W] in [0, 1].
     *
     * @param training whether mean and variance are the batch's, which the running ones then follow
     */
    NDArray encode(Weights weights, NDArray x, boolean training) {
        NDArray h = Numbers.scaled(x, 2).sub(1f);
        for (Layer halving : halvings) {
            h = Activation.relu(halving.apply(weights, h));
        }
        h = code.apply(weights, Activation.relu(last.apply(weights, h)));
        NDManager memory = x.getManager();
        return BatchNorm.batchNorm(h, weights.get(MEAN), weights.get(VARIANCE),
                memory.ones(new Shape(latents)),
                memory.zeros(new Shape(latents)), -1, KEPT, EPSILON, training)
                .singletonOrThrow();
    }

    /** x̂ [N,c,H,W] in (0, 1): z [N,J,h,w]. */
    NDArray decode(Weights weights, NDArray z) {
        NDArray h = opening.apply(weights, z);
        for (Residual layer : deepest) {
            h = layer.apply(weights, h);
        }
        for (int i = 0; i < doublings.size(); i++) {
            h = PixelShuffle.by(2, doublings.get(i).apply(weights, Activation.relu(h)));
            h = refinements.get(i).apply(weights, h);
        }
        return Activation.sigmoid(PixelShuffle.by(2, painting.apply(weights, Activation.relu(norm.apply(weights, h)))));
    }

    private int width(int channels, int level) {
        return Math.max(NARROWEST, 2 * channels >> halved.levels() - level);
    }
}
