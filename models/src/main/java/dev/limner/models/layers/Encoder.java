package dev.limner.models.layers;

import java.util.ArrayList;
import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Weights;

/**
 * From pictures to a few numbers each, without weights. With C channels, K classes and L halvings, h = H / 2^L, w = W / 2^L:
 *
 * <pre>
 * x [N,c,H,W] → L × (4×4 convolution of stride 2, ReLU), C then 2C channels → 3×3 convolution, ReLU
 *             → [N,2C·h·w] ⊕ y [N,K] → dense → [N,J]
 * </pre>
 */
public final class Encoder {
    private final List<Layer> halvings = new ArrayList<>();
    private final Layer last;
    private final Layer numbers;

    /**
     * @param colours  c
     * @param channels C
     * @param classes  K; 0 for none
     * @param outputs  J
     */
    public Encoder(int colours, Halvings halved, int channels, int classes, int outputs) {
        int deepest = 2 * channels;
        for (int level = 0; level < halved.levels(); level++) {
            int in = level == 0 ? colours : level == 1 ? channels : deepest;
            halvings.add(Convolution.halving("encoder.halving." + level, in, level == 0 ? channels : deepest));
        }
        last = Convolution.same("encoder.last", deepest, deepest);
        numbers = new Dense("encoder.moments", deepest * halved.height() * halved.width() + classes, outputs, 1);
    }

    /** Adds the first weights. */
    public void begin(Parameters parameters, long seed) {
        halvings.forEach(halving -> halving.begin(parameters, seed));
        last.begin(parameters, seed);
        numbers.begin(parameters, seed);
    }

    /** [N,J]: x [N,c,H,W] in [0, 1], y [N,K] or null. */
    public NDArray apply(Weights weights, NDArray x, NDArray y) {
        NDArray h = x.mul(2f).sub(1f);
        for (Layer halving : halvings) {
            h = Activation.relu(halving.apply(weights, h));
        }
        NDArray flat = Activation.relu(last.apply(weights, h)).reshape(x.getShape().get(0), -1); // [N,2C·h·w]
        return numbers.apply(weights, y == null ? flat : flat.concat(y, 1));
    }
}
