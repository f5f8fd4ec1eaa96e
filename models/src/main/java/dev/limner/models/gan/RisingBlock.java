package dev.limner.models.gan;

import ai.djl.ndarray.NDArray;

import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Weights;
import dev.limner.models.layers.Convolution;
import dev.limner.models.layers.NearestUpsampling;
import dev.limner.models.layers.TransposedConvolution;

/**
 * A residual block to twice the sides, [N,in,H,W] → [N,out,2H,2W]:
 *
 * <pre>
 * y = conv3×3(mod(transposed4×4(mod(x)))) + nearest(conv1×1(x))          mod: {@link Modulation}
 * </pre>
 */
final class RisingBlock {
    private final Modulation before;
    private final TransposedConvolution doubling;
    private final Modulation between;
    private final Convolution refinement;
    private final Convolution shortcut;

    RisingBlock(String name, int in, int out, int style) {
        before = new Modulation(name + ".before", style, in);
        doubling = new TransposedConvolution(name + ".doubling", in, out, Math.sqrt(2.0 / (4 * in)));
        between = new Modulation(name + ".between", style, out);
        refinement = new Convolution(name + ".refinement", out, out, 3, 1, 1, 1);
        shortcut = new Convolution(name + ".shortcut", in, out, 1, 1, 0, 1);
    }

    void begin(Parameters parameters, long seed) {
        before.begin(parameters, seed);
        doubling.begin(parameters, seed);
        between.begin(parameters, seed);
        refinement.begin(parameters, seed);
        shortcut.begin(parameters, seed);
    }

    NDArray apply(Weights weights, NDArray x, NDArray style, boolean learning) {
        NDArray h = doubling.apply(weights, before.apply(weights, x, style, learning));
        h = refinement.apply(weights, between.apply(weights, h, style, learning));
        return h.add(NearestUpsampling.by(2, shortcut.apply(weights, x)));
    }
}
