package dev.limner.models.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;

import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Weights;
import dev.limner.models.layers.Convolution;
import dev.limner.models.layers.Dense;
import dev.limner.models.layers.GroupNormalisation;
import dev.limner.models.layers.Layer;
import dev.limner.models.layers.PixelShuffle;
import dev.limner.models.layers.PixelUnshuffle;
import dev.limner.models.layers.ResidualBlock;
import dev.limner.models.layers.SelfAttention;
import dev.limner.models.layers.Silu;
import dev.limner.models.layers.TimeEmbedding;

/**
 * v(x, t, y), a small U-Net (Ronneberger, Fischer &amp; Brox 2015; Dhariwal &amp; Nichol 2021), without weights:
 *
 * <pre>
 * e = silu(W₂ silu(W₁ waves(t)) + W₃ y)                                [N,E]
 * x [N,c,H,W] → squares of p×p pixels as channels → 3×3 convolution to C
 *   → at each grid but the lowest: B residual blocks; 3×3 convolution of stride 2, to 2C
 *   → at the lowest: a residual block, attention, B residual blocks
 *   → at each grid again: 3×3 convolution, shuffled to twice the side; ⊕ what was there; B residual blocks to that grid's channels
 *   → norm, silu, 3×3 convolution, channels as p×p pixels → v [N,c,H,W]
 * </pre>
 *
 * The network begins as v = 0.
 */
final class VelocityNetwork {
    private static final int WAVES = 64;

    private final Plan plan;
    private final int embedding;
    private final Layer waves;
    private final Layer time;
    private final Layer classes;
    private final Layer opening;
    private final List<List<ResidualBlock>> down = new ArrayList<>();
    private final List<Layer> halvings = new ArrayList<>();
    private final ResidualBlock lowest;
    private final SelfAttention attention;
    private final List<ResidualBlock> middle = new ArrayList<>();
    private final List<Layer> doublings = new ArrayList<>();
    private final List<List<ResidualBlock>> up = new ArrayList<>();
    private final Layer norm;
    private final Layer closing;

    /**
     * What it is made for.
     *
     * @param colours  c
     * @param patch    p, a divisor of height and width
     * @param halvings how often the grid of squares is halved, an odd side rounded up
     * @param channels C
     * @param blocks   B
     * @param heads    of the attention
     * @param classes  K; 0 for none
     */
    record Plan(int colours, int patch, int halvings, int channels, int blocks, int heads, int classes) {
        private int width(int level) {
            return level == 0 ? channels : 2 * channels;
        }
    }

    VelocityNetwork(Plan plan) {
        this.plan = plan;
        embedding = 2 * plan.channels();
        int numbers = plan.colours() * plan.patch() * plan.patch();
        waves = new Dense("velocity.waves", WAVES, embedding, Math.sqrt(2));
        time = new Dense("velocity.time", embedding, embedding, 1);
        classes = plan.classes() == 0
                ? null
                : new Dense("velocity.classes", plan.classes(), embedding, Math.sqrt(plan.classes()));
        opening = new Convolution("velocity.opening", numbers, plan.width(0), 3, 1, 1, 1);
        for (int level = 0; level < plan.halvings(); level++) {
            int width = plan.width(level);
            down.add(blocks("velocity.down." + level, width, width));
            halvings.add(new Convolution("velocity.halving." + level, width, plan.width(level + 1), 3, 2, 1, 1));
            doublings.add(new Convolution("velocity.doubling." + level, plan.width(level + 1), 4 * width, 3, 1, 1, 1));
            up.add(blocks("velocity.up." + level, 2 * width, width));
        }
        int deep = plan.width(plan.halvings());
        lowest = new ResidualBlock("velocity.lowest", deep, deep, embedding);
        attention = new SelfAttention("velocity.attention", deep, plan.heads());
        middle.addAll(blocks("velocity.middle", deep, deep));
        norm = GroupNormalisation.of("velocity.norm", plan.width(0));
        closing = new Convolution("velocity.closing", plan.width(0), numbers, 3, 1, 1, 0);
    }

    /** Adds the first weights. */
    void begin(Parameters parameters, long seed) {
        List<Layer> layers = new ArrayList<>(List.of(waves, time, opening, attention, norm, closing));
        if (classes != null) {
            layers.add(classes);
        }
        layers.addAll(halvings);
        layers.addAll(doublings);
        layers.forEach(layer -> layer.begin(parameters, seed));
        List<ResidualBlock> blocks = new ArrayList<>(middle);
        blocks.add(lowest);
        down.forEach(blocks::addAll);
        up.forEach(blocks::addAll);
        blocks.forEach(block -> block.begin(parameters, seed));
    }

    /**
     * v [N,c,H,W].
     *
     * @param x     [N,c,H,W]
     * @param times t of each, 0 to 1
     * @param y     [N,K], one-hot, a row of zeros where the class is not told; null without classes
     */
    NDArray apply(Weights weights, NDArray x, float[] times, NDArray y) {
        NDArray e = embedding(weights, x, times, y);
        NDArray h = opening.apply(weights, plan.patch() == 1 ? x : PixelUnshuffle.by(plan.patch(), x));
        Deque<NDArray> kept = new ArrayDeque<>();
        for (int level = 0; level < halvings.size(); level++) {
            h = through(down.get(level), weights, h, e);
            kept.push(h);
            h = halvings.get(level).apply(weights, h);
        }
        h = attention.apply(weights, lowest.apply(weights, h, e));
        h = through(middle, weights, h, e);
        for (int level = halvings.size() - 1; level >= 0; level--) {
            NDArray there = kept.pop();
            h = cut(PixelShuffle.by(2, doublings.get(level).apply(weights, h)), there.getShape());
            h = through(up.get(level), weights, h.concat(there, 1), e);
        }
        NDArray v = closing.apply(weights, Silu.of(norm.apply(weights, h)));
        return plan.patch() == 1 ? v : PixelShuffle.by(plan.patch(), v);
    }

    private NDArray embedding(Weights weights, NDArray x, float[] times, NDArray y) {
        NDArray e = TimeEmbedding.of(x.getManager(), times, WAVES);
        e = time.apply(weights, Silu.of(waves.apply(weights, e)));
        return Silu.of(y == null ? e : e.add(classes.apply(weights, y)));
    }

    private List<ResidualBlock> blocks(String name, int in, int out) {
        List<ResidualBlock> blocks = new ArrayList<>();
        for (int i = 0; i < plan.blocks(); i++) {
            blocks.add(new ResidualBlock(name + "." + i, i == 0 ? in : out, out, embedding));
        }
        return blocks;
    }

    private static NDArray through(List<ResidualBlock> blocks, Weights weights, NDArray x, NDArray e) {
        NDArray h = x;
        for (ResidualBlock block : blocks) {
            h = block.apply(weights, h, e);
        }
        return h;
    }

    /** Without the row and the column that an odd side does not have. */
    private static NDArray cut(NDArray h, Shape to) {
        return h.getShape().equals(to) ? h : h.get(new NDIndex(":, :, :%d, :%d".formatted(to.get(2), to.get(3))));
    }
}
