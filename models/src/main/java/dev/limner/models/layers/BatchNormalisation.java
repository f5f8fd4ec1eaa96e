package dev.limner.models.layers;

import java.util.Arrays;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Weights;

/**
 * Batch normalisation (Ioffe &amp; Szegedy 2015, algorithm 1), for each channel over pictures and pixels:
 *
 * <pre>
 * y = γ (x − μ) / √(σ² + ε) + β,   ε = 1e-5
 * </pre>
 *
 * While learning, μ and σ² are the batch's, and the running ones, which everything else goes by, follow them by m = 0.1:
 * μ_run ← (1 − m) μ_run + m μ, σ²_run likewise with the unbiased variance. They are buffers: in every snapshot.
 *
 * @param name      of its numbers: {@code name.weight} γ [C], {@code name.bias} β [C], {@code name.runningMean} [C],
 *                  {@code name.runningVariance} [C]
 * @param channels  C
 * @param affine    whether there are γ and β
 * @param deviation σ of the first γ, N(1, σ²)
 */
public record BatchNormalisation(String name, int channels, boolean affine, double deviation) implements Layer {
    private static final float EPSILON = 1e-5f;
    /** 1 − m: the engine's interface counts what stays. */
    private static final float STAYING = 0.9f;

    /** Without γ and β. */
    public static BatchNormalisation plain(String name, int channels) {
        return new BatchNormalisation(name, channels, false, 0);
    }

    @Override
    public void begin(Parameters parameters, long seed) {
        if (affine) {
            parameters.addTrained(name + ".weight", gains(seed));
            parameters.addTrained(name + ".bias", FirstWeights.zeros(channels));
        }
        parameters.addBuffer(name + ".runningMean", FirstWeights.zeros(channels));
        parameters.addBuffer(name + ".runningVariance", ones());
    }

    /** By the running mean and variance. */
    @Override
    public NDArray apply(Weights weights, NDArray input) {
        return apply(weights, input, false);
    }

    /**
     * The layer's function.
     *
     * @param input    x, [N,C,…]
     * @param learning whether by the batch's mean and variance, which the running ones then follow
     */
    public NDArray apply(Weights weights, NDArray input, boolean learning) {
        NDArray gain = affine ? weights.get(name + ".weight") : input.getManager().ones(new Shape(channels));
        NDArray shift = affine ? weights.get(name + ".bias") : input.getManager().zeros(new Shape(channels));
        NDArray output = input.getNDArrayInternal().batchNorm(input, weights.get(name + ".runningMean"),
                weights.get(name + ".runningVariance"), gain, shift, -1, STAYING, EPSILON, learning)
                .singletonOrThrow();
        return Trace.made(name, output, Shape::size);
    }

    private Tensor gains(long seed) {
        float[] gains = FirstWeights.normal(seed, name + ".weight", deviation, 1, channels).floats();
        for (int c = 0; c < channels; c++) {
            gains[c] += 1;
        }
        return Tensor.of(gains, channels);
    }

    private Tensor ones() {
        float[] ones = new float[channels];
        Arrays.fill(ones, 1);
        return Tensor.of(ones, channels);
    }
}
