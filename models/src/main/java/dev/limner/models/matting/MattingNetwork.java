package dev.limner.models.matting;

import java.util.ArrayList;
import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Weights;
import dev.limner.models.layers.Convolution;
import dev.limner.models.layers.Dense;
import dev.limner.models.layers.Layer;
import dev.limner.models.layers.PixelShuffle;

/**
 * A small U-Net (Ronneberger, Fischer &amp; Brox 2015) from a picture to its alpha, without weights; for any sides that are
 * multiples of 2^L. With C channels and L levels:
 *
 * <pre>
 * fine  x [N,3,H,W] → 2 × (3×3 convolution, ReLU) → e [N,C/2,H,W]: lines of a pixel, which the first halving would lose
 * down  e → L × (4×4 convolution of stride 2, ReLU; 3×3 convolution, ReLU → kept), C then 2C channels
 * all   h + dense(mean of h over the picture): what the picture is like as a whole
 * up    L − 1 × (3×3 convolution to 4 times the channels, shuffled to twice the side, ReLU; ⊕ what was kept there; 3×3
 *       convolution, ReLU)
 *       → shuffled to [N,C/2,H,W] ⊕ e ⊕ x → 3×3 convolution, ReLU → 3×3 convolution → sigmoid → α̂ [N,1,H,W]
 * </pre>
 */
final class MattingNetwork {
    private static final int COLOURS = 3;

    private final int levels;
    private final List<Layer> fine;
    private final List<Layer> halvings = new ArrayList<>();
    private final List<Layer> refinements = new ArrayList<>();
    private final Layer whole;
    private final List<Layer> doublings = new ArrayList<>();
    private final List<Layer> mergings = new ArrayList<>();
    private final Layer opening;
    private final Layer blending;
    private final Layer alpha;

    /**
     * @param channels C, even
     * @param levels   L
     */
    MattingNetwork(int channels, int levels) {
        this.levels = levels;
        fine = List.of(Convolution.same("fine.1", COLOURS, channels / 2),
                Convolution.same("fine.2", channels / 2, channels / 2));
        for (int level = 0; level < levels; level++) {
            int in = level == 0 ? channels / 2 : wide(channels, level - 1);
            halvings.add(Convolution.halving("down.halving." + level, in, wide(channels, level)));
            refinements.add(
                    Convolution.same("down.refinement." + level, wide(channels, level), wide(channels, level)));
        }
        int deepest = wide(channels, levels - 1);
        whole = new Dense("all.dense", deepest, deepest, 1);
        for (int level = levels - 1; level > 0; level--) {
            int out = wide(channels, level - 1);
            doublings.add(Convolution.same("up.doubling." + level, wide(channels, level), 4 * out));
            mergings.add(Convolution.same("up.merging." + level, 2 * out, out));
        }
        opening = Convolution.same("up.opening", channels, 2 * channels);
        blending = Convolution.same("up.blending", channels + COLOURS, channels / 2);
        alpha = new Convolution("up.alpha", channels / 2, 1, 3, 1, 1, 1);
    }

    /** 2^L: what sides are multiples of. */
    int unit() {
        return 1 << levels;
    }

    /** Adds the first weights. */
    void begin(Parameters parameters, long seed) {
        List<Layer> all = new ArrayList<>(fine);
        all.addAll(halvings);
        all.addAll(refinements);
        all.addAll(doublings);
        all.addAll(mergings);
        all.addAll(List.of(whole, opening, blending, alpha));
        all.forEach(layer -> layer.begin(parameters, seed));
    }

    /** α̂ [N,1,H,W] in (0, 1): x [N,3,H,W] in [0, 1]. */
    NDArray apply(Weights weights, NDArray x) {
        NDArray seen = x.mul(2f).sub(1f);
        List<NDArray> kept = new ArrayList<>();
        NDArray h = seen;
        for (Layer layer : fine) {
            h = Activation.relu(layer.apply(weights, h));
        }
        NDArray lines = h;
        for (int level = 0; level < levels; level++) {
            h = Activation.relu(halvings.get(level).apply(weights, h));
            h = Activation.relu(refinements.get(level).apply(weights, h));
            kept.add(h);
        }
        NDArray mean = whole.apply(weights, h.reshape(h.getShape().get(0), h.getShape().get(1), -1).mean(new int[]{2}));
        h = h.add(mean.reshape(mean.getShape().get(0), mean.getShape().get(1), 1, 1));
        for (int i = 0; i < doublings.size(); i++) {
            h = Activation.relu(PixelShuffle.by(2, doublings.get(i).apply(weights, h)));
            h = Activation.relu(mergings.get(i).apply(weights, h.concat(kept.get(levels - 2 - i), 1)));
        }
        h = Activation.relu(PixelShuffle.by(2, opening.apply(weights, h))).concat(lines, 1).concat(seen, 1);
        h = Activation.relu(blending.apply(weights, h));
        return Activation.sigmoid(alpha.apply(weights, h));
    }

    private static int wide(int channels, int level) {
        return level == 0 ? channels : 2 * channels;
    }
}
