package dev.limner.models.gan;

import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.pooling.Pool;

import dev.limner.models.engine.Weights;
import dev.limner.models.layers.Convolution;

/**
 * A residual block to half the sides, [N,in,H,W] → [N,out,H/2,W/2]:
 *
 * <pre>
 * y = conv4×4,↓2(LReLU(conv3×3(LReLU(x)))) + conv1×1(mean2×2(x))          LReLU's slope 0.2
 * </pre>
 */
final class FallingBlock {
    static final float SLOPE = 0.2f;
    private static final Shape TWO = new Shape(2, 2);
    private static final Shape NONE = new Shape(0, 0);

    private final Convolution refinement;
    private final Convolution halving;
    private final Convolution shortcut;

    FallingBlock(String name, int in, int out) {
        refinement = Convolution.same(name + ".refinement", in, in);
        halving = Convolution.halving(name + ".halving", in, out);
        shortcut = new Convolution(name + ".shortcut", in, out, 1, 1, 0, 1);
    }

    List<Convolution> convolutions() {
        return List.of(refinement, halving, shortcut);
    }

    NDArray apply(Weights weights, NDArray x) {
        NDArray h = refinement.apply(weights, Activation.leakyRelu(x, SLOPE));
        h = halving.apply(weights, Activation.leakyRelu(h, SLOPE));
        return h.add(shortcut.apply(weights, Pool.avgPool2d(x, TWO, TWO, NONE, false, true)));
    }
}
