package dev.limner.models.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;

import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Weights;

/**
 * A two-dimensional convolution with bias: [N,in,H,W] → [N,out,⌊(H + 2·padding − kernel)/stride⌋ + 1, …].
 *
 * @param name    of its weights, {@code name.weight} [out,in,kernel,kernel] and {@code name.bias} [out]
 * @param in      channels
 * @param out     channels
 * @param kernel  side, pixels
 * @param stride  pixels
 * @param padding zeros at each edge
 * @param gain    of the first weights: √2 before a ReLU, 1 before nothing
 */
public record Convolution(String name, int in, int out, int kernel, int stride, int padding, double gain)
        implements
            Layer {

    /** 3×3, of the same height and width, before a ReLU. */
    public static Convolution same(String name, int in, int out) {
        return new Convolution(name, in, out, 3, 1, 1, Math.sqrt(2));
    }

    /** 4×4, to half the height and width, before a ReLU. */
    public static Convolution halving(String name, int in, int out) {
        return new Convolution(name, in, out, 4, 2, 1, Math.sqrt(2));
    }

    @Override
    public void begin(Parameters parameters, long seed) {
        String kernels = name + ".weight";
        long fanIn = (long) in * kernel * kernel;
        parameters.addTrained(kernels, FirstWeights.normal(seed, kernels, gain, fanIn, out, in, kernel, kernel));
        parameters.addTrained(name + ".bias", FirstWeights.zeros(out));
    }

    @Override
    public NDArray apply(Weights weights, NDArray input) {
        NDArray output = Conv2d.conv2d(input, weights.get(name + ".weight"), weights.get(name + ".bias"),
                new Shape(stride, stride), new Shape(padding, padding)).singletonOrThrow();
        return Trace.made(name, output, shape -> shape.size() * in * kernel * kernel);
    }
}
