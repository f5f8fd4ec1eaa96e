package dev.limner.models.gan;

import java.util.ArrayList;
import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Weights;
import dev.limner.models.layers.Convolution;
import dev.limner.models.layers.Dense;
import dev.limner.models.layers.TransposedConvolution;

/**
 * A residual generator (after Miyato et al. 2018, appendix B, and Brock et al. 2019), class-conditional: with
 * {@link Levels} L, h = H / 2^L, w = W / 2^L,
 *
 * <pre>
 * z [N,J] ⊕ y [N,K] → dense [N,4F,h,w] → L − 1 × {@link RisingBlock} [N,2F,H/2,W/2] → {@link Modulation}
 *                     → 4×4 transposed convolution, ReLU [N,F,H,W] → 3×3 convolution → tanh
 *                   → dense, ReLU: the style of every modulation
 * </pre>
 *
 * At full size there is no more than these two convolutions: a residual block there would cost as much as all the rest.
 */
final class ResidualGenerator implements Generator {
    private static final int STYLE = 64;

    private final Levels levels;
    private final Dense opening;
    private final Dense style;
    private final List<RisingBlock> blocks = new ArrayList<>();
    private final Modulation last;
    private final TransposedConvolution doubling;
    private final Convolution painting;

    ResidualGenerator(int latent, int classes, Levels levels) {
        this.levels = levels;
        int deepest = levels.count();
        int base = levels.channels(deepest) * levels.height(deepest) * levels.width(deepest);
        opening = new Dense("opening", latent + classes, base, 1);
        style = new Dense("style", latent + classes, STYLE, Math.sqrt(2));
        for (int level = deepest; level > 1; level--) {
            blocks.add(new RisingBlock("rising." + level, levels.channels(level), levels.channels(level - 1), STYLE));
        }
        last = new Modulation("closing", STYLE, levels.channels(1));
        doubling = new TransposedConvolution("doubling", levels.channels(1), levels.channels(0),
                Math.sqrt(2.0 / (4 * levels.channels(1))));
        painting = new Convolution("painting", levels.channels(0), levels.canvas().shape().channels(), 3, 1, 1, 1);
    }

    @Override
    public void begin(Parameters parameters, long seed) {
        opening.begin(parameters, seed);
        style.begin(parameters, seed);
        blocks.forEach(block -> block.begin(parameters, seed));
        last.begin(parameters, seed);
        doubling.begin(parameters, seed);
        painting.begin(parameters, seed);
    }

    @Override
    public NDArray paint(Weights weights, NDArray z, NDArray y, boolean learning) {
        int deepest = levels.count();
        NDArray given = y == null ? z : z.concat(y, 1);
        NDArray s = Activation.relu(style.apply(weights, given)); // [N,S]
        NDArray h = opening.apply(weights, given).reshape(-1, levels.channels(deepest), levels.height(deepest),
                levels.width(deepest));
        for (RisingBlock block : blocks) {
            h = block.apply(weights, h, s, learning);
        }
        h = Activation.relu(doubling.apply(weights, last.apply(weights, h, s, learning)));
        return levels.canvas().cropped(Activation.tanh(painting.apply(weights, h)));
    }
}
