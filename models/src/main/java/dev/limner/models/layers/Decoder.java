package dev.limner.models.layers;

import java.util.ArrayList;
import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Weights;

/**
 * From a code to a picture, without weights. With C channels, K classes, J numbers of a code and L doublings, h = H / 2^L, w
 * = W / 2^L:
 *
 * <pre>
 * z [N,J] ⊕ y [N,K] → dense, ReLU → dense, ReLU → [N,2C,h,w]
 *   → L − 1 × (3×3 convolution to 4 times the channels, shuffled to twice the side, ReLU; 3×3 convolution, ReLU)
 *   → 3×3 convolution to 4c channels, shuffled to [N,c,H,W] → sigmoid
 * </pre>
 */
public final class Decoder {
    private final Halvings halved;
    private final int deepest;
    private final Layer widening;
    private final Layer opening;
    private final List<Layer> doublings = new ArrayList<>();
    private final List<Layer> refinements = new ArrayList<>();
    private final Layer painting;
    private final List<String> kernels = new ArrayList<>(
            List.of("decoder.widening.weight", "decoder.opening.weight", "decoder.painting.weight"));

    /**
     * @param colours  c
     * @param channels C
     * @param hidden   numbers between code and first picture
     * @param code     J
     * @param classes  K; 0 for none
     */
    public Decoder(int colours, Halvings halved, int channels, int hidden, int code, int classes) {
        this.halved = halved;
        deepest = 2 * channels;
        widening = new Dense("decoder.widening", code + classes, hidden, Math.sqrt(2));
        opening = new Dense("decoder.opening", hidden, deepest * halved.height() * halved.width(), Math.sqrt(2));
        for (int level = halved.levels() - 1; level > 0; level--) {
            int in = level == halved.levels() - 1 ? deepest : channels;
            doublings.add(Convolution.same("decoder.doubling." + level, in, 4 * channels));
            refinements.add(Convolution.same("decoder.refinement." + level, channels, channels));
            kernels.add("decoder.doubling.%d.weight".formatted(level));
            kernels.add("decoder.refinement.%d.weight".formatted(level));
        }
        painting = new Convolution("decoder.painting", channels, 4 * colours, 3, 1, 1, 1);
    }

    /** Adds the first weights. */
    public void begin(Parameters parameters, long seed) {
        layers().forEach(layer -> layer.begin(parameters, seed));
    }

    /** [N,c,H,W] in (0, 1): z [N,J], y [N,K] or null. */
    public NDArray apply(Weights weights, NDArray z, NDArray y) {
        NDArray h = Activation.relu(widening.apply(weights, y == null ? z : z.concat(y, 1)));
        h = Activation.relu(opening.apply(weights, h)).reshape(-1, deepest, halved.height(), halved.width());
        for (int i = 0; i < doublings.size(); i++) {
            h = Activation.relu(PixelShuffle.by(2, doublings.get(i).apply(weights, h)));
            h = Activation.relu(refinements.get(i).apply(weights, h));
        }
        return Activation.sigmoid(PixelShuffle.by(2, painting.apply(weights, h)));
    }

    /** ‖θ‖² over all its weights but the biases, a scalar. */
    public NDArray squaredNorm(Weights weights) {
        NDArray sum = null;
        for (String kernel : kernels) {
            NDArray squares = weights.get(kernel).square().sum();
            sum = sum == null ? squares : sum.add(squares);
        }
        return sum;
    }

    private List<Layer> layers() {
        List<Layer> all = new ArrayList<>(List.of(widening, opening, painting));
        all.addAll(doublings);
        all.addAll(refinements);
        return all;
    }
}
