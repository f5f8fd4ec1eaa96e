package dev.limner.models.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;

import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Weights;

/**
 * A convolution without bias, as before a {@link BatchNormalisation}, which would take it away again: [N,in,H,W] →
 * [N,out,⌊(H + 2·padding − kernel)/stride⌋ + 1, …].
 *
 * @param name      of its weights, {@code name.weight} [out,in,kernel,kernel]
 * @param in        channels
 * @param out       channels
 * @param kernel    side, pixels
 * @param stride    pixels
 * @param padding   zeros at each edge
 * @param deviation σ of the first weights, N(0, σ²)
 */
public record UnbiasedConvolution(String name, int in, int out, int kernel, int stride, int padding, double deviation)
        implements
            Layer {

    @Override
    public void begin(Parameters parameters, long seed) {
        String kernels = name + ".weight";
        parameters.addTrained(kernels, FirstWeights.normal(seed, kernels, deviation, 1, out, in, kernel, kernel));
    }

    @Override
    public NDArray apply(Weights weights, NDArray input) {
        NDArray output = Conv2d.conv2d(input, weights.get(name + ".weight"), null, new Shape(stride, stride),
                new Shape(padding, padding)).singletonOrThrow();
        return Trace.made(name, output, shape -> shape.size() * in * kernel * kernel);
    }
}
