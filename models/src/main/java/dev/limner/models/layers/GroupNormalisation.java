package dev.limner.models.layers;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Script;
import dev.limner.models.engine.Weights;

/**
 * Group normalisation (Wu &amp; He 2018, equations 1 to 6), [N,C,H,W] → the same shape: each picture's channels, in G groups
 * of neighbours, to mean 0 and variance 1 over the group's channels and pixels, then each channel times its scale plus its
 * shift:
 *
 * <pre>
 * x̂ = (x − μ_g) / √(σ_g² + ε),   y_c = scale_c x̂_c + shift_c,   ε = 10⁻⁵
 * </pre> *
 * @param name     of its weights, {@code name.scale} [1,C,1,1], ones at first, and {@code name.shift} [1,C,1,1], zeros
 * @param channels C
 * @param groups   G, a divisor of C
 */
public record GroupNormalisation(String name, int channels, int groups) implements Layer {
    private static final String EPSILON = "1e-05";
    private static final int USUAL_GROUPS = 8;
    /** By the number of groups. */
    private static final Map<Integer, Script> AFFINE = new ConcurrentHashMap<>();
    private static final Map<Integer, Script> PLAIN = new ConcurrentHashMap<>();

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
        Script operation = AFFINE.computeIfAbsent(groups, g -> new Script("x: Tensor, scale: Tensor, shift: Tensor",
                "torch.group_norm(x, %d, torch.flatten(scale), torch.flatten(shift), %s, False)".formatted(g,
                        EPSILON)));
        return Trace.made(name, operation.of(x, weights.get(name + ".scale"), weights.get(name + ".shift")),
                Shape::size);
    }

    /** x̂ of [N,C,H,W], without scale and shift. */
    static NDArray normalised(NDArray x, int groups) {
        return PLAIN.computeIfAbsent(groups, g -> new Script("x: Tensor",
                "torch.group_norm(x, %d, None, None, %s, False)".formatted(g, EPSILON))).of(x);
    }
}
