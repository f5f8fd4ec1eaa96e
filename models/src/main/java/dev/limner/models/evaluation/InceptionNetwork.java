package dev.limner.models.evaluation;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.pooling.Pool;

import dev.limner.models.engine.Weights;
import dev.limner.models.layers.Trace;

/**
 * Inception v3 up to its 2048 features (Szegedy et al. 2016, Rethinking the Inception Architecture, table 1), without weights, in the
 * form that published FIDs are measured by: averages at edges do not count what is padded, and the last block's pooling takes maxima.
 * Names are those of torchvision's state dictionary. Each convolution has its batch normalisation folded into weight and bias, and a ReLU.
 *
 * <pre>
 * x [N,3,299,299] → stem [N,192,35,35] → 3 × A [N,288,35,35] → B [N,768,17,17] → 4 × C → D [N,1280,8,8] → 2 × E [N,2048,8,8] → means
 * </pre>
 */
final class InceptionNetwork {
    static final int FEATURES = 2048;
    static final int SIDE = 299;

    private final Map<String, Step> steps = new LinkedHashMap<>();

    /**
     * One convolution, {@code high}×{@code wide}.
     *
     * @param padHigh zeros above and below
     * @param padWide zeros at the left and right
     */
    record Step(String name, int in, int out, int high, int wide, int stride, int padHigh, int padWide) {
        NDArray apply(Weights weights, NDArray x) {
            NDArray h = Conv2d.conv2d(x, weights.get(name + ".weight"), weights.get(name + ".bias"),
                    new Shape(stride, stride), new Shape(padHigh, padWide)).singletonOrThrow();
            return Activation.relu(Trace.made(name, h, shape -> shape.size() * in * high * wide));
        }
    }

    InceptionNetwork() {
        halving("Conv2d_1a_3x3", 3, 32);
        step("Conv2d_2a_3x3", 32, 32, 3, 3, 1, 0, 0);
        same("Conv2d_2b_3x3", 32, 64, 3, 3);
        same("Conv2d_3b_1x1", 64, 80, 1, 1);
        step("Conv2d_4a_3x3", 80, 192, 3, 3, 1, 0, 0);
        addA("Mixed_5b", 192, 32);
        addA("Mixed_5c", 256, 64);
        addA("Mixed_5d", 288, 64);
        halving("Mixed_6a.branch3x3", 288, 384);
        same("Mixed_6a.branch3x3dbl_1", 288, 64, 1, 1);
        same("Mixed_6a.branch3x3dbl_2", 64, 96, 3, 3);
        halving("Mixed_6a.branch3x3dbl_3", 96, 96);
        addC("Mixed_6b", 128);
        addC("Mixed_6c", 160);
        addC("Mixed_6d", 160);
        addC("Mixed_6e", 192);
        same("Mixed_7a.branch3x3_1", 768, 192, 1, 1);
        halving("Mixed_7a.branch3x3_2", 192, 320);
        same("Mixed_7a.branch7x7x3_1", 768, 192, 1, 1);
        same("Mixed_7a.branch7x7x3_2", 192, 192, 1, 7);
        same("Mixed_7a.branch7x7x3_3", 192, 192, 7, 1);
        halving("Mixed_7a.branch7x7x3_4", 192, 192);
        addE("Mixed_7b", 1280);
        addE("Mixed_7c", 2048);
    }

    /** All convolutions. */
    Collection<Step> steps() {
        return steps.values();
    }

    /** [N,2048]: x [N,3,299,299] in [−1, 1]. */
    NDArray features(Weights weights, NDArray x) {
        NDArray h = chain(weights, x, "Conv2d_1a_3x3", "Conv2d_2a_3x3", "Conv2d_2b_3x3");
        h = maxima(chain(weights, maxima(h, 2, 0), "Conv2d_3b_1x1", "Conv2d_4a_3x3"), 2, 0);
        for (String block : new String[]{"Mixed_5b", "Mixed_5c", "Mixed_5d"}) {
            h = a(weights, block, h);
        }
        h = made("Mixed_6a", chain(weights, h, "Mixed_6a.branch3x3"), chain(weights, h, "Mixed_6a.branch3x3dbl_1",
                "Mixed_6a.branch3x3dbl_2", "Mixed_6a.branch3x3dbl_3"), maxima(h, 2, 0));
        for (String block : new String[]{"Mixed_6b", "Mixed_6c", "Mixed_6d", "Mixed_6e"}) {
            h = c(weights, block, h);
        }
        h = made("Mixed_7a", chain(weights, h, "Mixed_7a.branch3x3_1", "Mixed_7a.branch3x3_2"),
                chain(weights, h, "Mixed_7a.branch7x7x3_1", "Mixed_7a.branch7x7x3_2", "Mixed_7a.branch7x7x3_3",
                        "Mixed_7a.branch7x7x3_4"),
                maxima(h, 2, 0));
        h = e(weights, "Mixed_7b", h, means(h));
        h = e(weights, "Mixed_7c", h, maxima(h, 1, 1));
        return h.reshape(h.getShape().get(0), FEATURES, -1).mean(new int[]{2});
    }

    private NDArray a(Weights weights, String block, NDArray h) {
        return made(block, chain(weights, h, block + ".branch1x1"),
                chain(weights, h, block + ".branch5x5_1", block + ".branch5x5_2"),
                chain(weights, h, block + ".branch3x3dbl_1", block + ".branch3x3dbl_2", block + ".branch3x3dbl_3"),
                chain(weights, means(h), block + ".branch_pool"));
    }

    private NDArray c(Weights weights, String block, NDArray h) {
        return made(block, chain(weights, h, block + ".branch1x1"),
                chain(weights, h, block + ".branch7x7_1", block + ".branch7x7_2", block + ".branch7x7_3"),
                chain(weights, h, block + ".branch7x7dbl_1", block + ".branch7x7dbl_2", block + ".branch7x7dbl_3",
                        block + ".branch7x7dbl_4", block + ".branch7x7dbl_5"),
                chain(weights, means(h), block + ".branch_pool"));
    }

    private NDArray e(Weights weights, String block, NDArray h, NDArray pooled) {
        NDArray three = chain(weights, h, block + ".branch3x3_1");
        NDArray twice = chain(weights, h, block + ".branch3x3dbl_1", block + ".branch3x3dbl_2");
        return made(block, chain(weights, h, block + ".branch1x1"), chain(weights, three, block + ".branch3x3_2a"),
                chain(weights, three, block + ".branch3x3_2b"), chain(weights, twice, block + ".branch3x3dbl_3a"),
                chain(weights, twice, block + ".branch3x3dbl_3b"), chain(weights, pooled, block + ".branch_pool"));
    }

    private void addA(String block, int in, int pooled) {
        same(block + ".branch1x1", in, 64, 1, 1);
        same(block + ".branch5x5_1", in, 48, 1, 1);
        same(block + ".branch5x5_2", 48, 64, 5, 5);
        same(block + ".branch3x3dbl_1", in, 64, 1, 1);
        same(block + ".branch3x3dbl_2", 64, 96, 3, 3);
        same(block + ".branch3x3dbl_3", 96, 96, 3, 3);
        same(block + ".branch_pool", in, pooled, 1, 1);
    }

    private void addC(String block, int narrow) {
        same(block + ".branch1x1", 768, 192, 1, 1);
        same(block + ".branch7x7_1", 768, narrow, 1, 1);
        same(block + ".branch7x7_2", narrow, narrow, 1, 7);
        same(block + ".branch7x7_3", narrow, 192, 7, 1);
        same(block + ".branch7x7dbl_1", 768, narrow, 1, 1);
        same(block + ".branch7x7dbl_2", narrow, narrow, 7, 1);
        same(block + ".branch7x7dbl_3", narrow, narrow, 1, 7);
        same(block + ".branch7x7dbl_4", narrow, narrow, 7, 1);
        same(block + ".branch7x7dbl_5", narrow, 192, 1, 7);
        same(block + ".branch_pool", 768, 192, 1, 1);
    }

    private void addE(String block, int in) {
        same(block + ".branch1x1", in, 320, 1, 1);
        same(block + ".branch3x3_1", in, 384, 1, 1);
        same(block + ".branch3x3_2a", 384, 384, 1, 3);
        same(block + ".branch3x3_2b", 384, 384, 3, 1);
        same(block + ".branch3x3dbl_1", in, 448, 1, 1);
        same(block + ".branch3x3dbl_2", 448, 384, 3, 3);
        same(block + ".branch3x3dbl_3a", 384, 384, 1, 3);
        same(block + ".branch3x3dbl_3b", 384, 384, 3, 1);
        same(block + ".branch_pool", in, 192, 1, 1);
    }

    private void same(String name, int in, int out, int high, int wide) {
        step(name, in, out, high, wide, 1, high / 2, wide / 2);
    }

    private void halving(String name, int in, int out) {
        step(name, in, out, 3, 3, 2, 0, 0);
    }

    private void step(String name, int in, int out, int high, int wide, int stride, int padHigh, int padWide) {
        steps.put(name, new Step(name, in, out, high, wide, stride, padHigh, padWide));
    }

    private NDArray chain(Weights weights, NDArray x, String... names) {
        NDArray h = x;
        for (String name : names) {
            h = steps.get(name).apply(weights, h);
        }
        return h;
    }

    private static NDArray made(String block, NDArray... branches) {
        return Trace.made(block, NDArrays.concat(new NDList(branches), 1), shape -> 0L);
    }

    private static NDArray maxima(NDArray h, int stride, int padding) {
        return Pool.maxPool2d(h, new Shape(3, 3), new Shape(stride, stride), new Shape(padding, padding), false);
    }

    /** Over 3×3, of what is inside the edges: the engine counts what is padded whatever it is told, so that is divided out. */
    static NDArray means(NDArray h) {
        NDArray inside = h.getManager().ones(new Shape(1, 1, h.getShape().get(2), h.getShape().get(3)));
        return padded(h).div(padded(inside));
    }

    private static NDArray padded(NDArray h) {
        return Pool.avgPool2d(h, new Shape(3, 3), new Shape(1, 1), new Shape(1, 1), false, true);
    }
}
