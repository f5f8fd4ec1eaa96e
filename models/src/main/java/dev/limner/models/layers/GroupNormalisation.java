package dev.limner.models.layers;

import java.util.Arrays;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.LayerNorm;

import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Weights;

/**
 * Group normalisation (Wu &amp; He 2018, equations 1 to 6), [N,C,H,W] → the same shape: each picture's channels, in G groups
 * of neighbours, to mean 0 and variance 1 over the group's channels and pixels, then each channel times its scale plus its
 * shift:
 *
 * <pre>
 * x̂ = (x − μ_g) / √(σ_g² + ε),   y_c = scale_c x̂_c + shift_c,   ε = 10⁻⁵
 * </pre>
 *
 * The engine has no such operation; over [N,G,C/G·H·W] it is a layer normalisation (Ba, Kiros &amp; Hinton 2016), which it has.
 *
 * @param name     of its weights, {@code name.scale} [1,C,1,1], ones at first, and {@code name.shift} [1,C,1,1], zeros
 * @param channels C
 * @param groups   G, a divisor of C
 */
public record GroupNormalisation(String name, int channels, int groups) implements Layer {
    private static final float EPSILON = 1e-5f;
    private static final int USUAL_GROUPS = 8;

    public GroupNormalisation {
        if (channels % groups != 0) {
            throw new IllegalArgumentException("%d channels in %d groups".formatted(channels, groups));
        }
    }

    /** In 8 groups, or as many as there can be below. */
    public static GroupNormalisation of(String name, int channels) {
        return new GroupNormalisation(name, channels, groups(channels));
    }

    /** 8, or the next lower number that divides the channels. */
    static int groups(int channels) {
        int groups = Math.min(USUAL_GROUPS, channels);
        while (channels % groups != 0) {
            groups--;
        }
        return groups;
    }

    @Override
    public void begin(Parameters parameters, long seed) {
        float[] ones = new float[channels];
        Arrays.fill(ones, 1);
        parameters.addTrained(name + ".scale", Tensor.of(ones, 1, channels, 1, 1));
        parameters.addTrained(name + ".shift", Tensor.of(new float[channels], 1, channels, 1, 1));
    }

    @Override
    public NDArray apply(Weights weights, NDArray x) {
        return Trace.made(name,
                normalised(x, groups).mul(weights.get(name + ".scale")).add(weights.get(name + ".shift")), Shape::size);
    }

    /** x̂ of [N,C,H,W], without scale and shift. */
    static NDArray normalised(NDArray x, int groups) {
        Shape shape = x.getShape();
        Shape group = new Shape(shape.size() / shape.get(0) / groups);
        NDManager memory = x.getManager();
        return LayerNorm.layerNorm(x.reshape(shape.get(0), groups, group.get(0)), group, memory.ones(group),
                memory.zeros(group), EPSILON).singletonOrThrow().reshape(shape);
    }
}
