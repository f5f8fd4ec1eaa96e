package dev.limner.models.layers;

import ai.djl.ndarray.NDArray;

import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Weights;

/**
 * A transposed convolution without bias, stride 1 and padding 0, of pictures of one pixel: [N,in] (for [N,in,1,1]) →
 * [N,out,kernel,kernel]. Nothing overlaps, so it is the product of x and k read as [in, out·kernel²].
 *
 * @param name      of its weights, {@code name.weight} [in,out,kernel,kernel]
 * @param in        channels
 * @param out       channels
 * @param kernel    side, pixels
 * @param deviation σ of the first weights, N(0, σ²)
 */
public record FirstTransposedConvolution(String name, int in, int out, int kernel, double deviation) implements Layer {

    @Override
    public void begin(Parameters parameters, long seed) {
        String kernels = name + ".weight";
        parameters.addTrained(kernels, FirstWeights.normal(seed, kernels, deviation, 1, in, out, kernel, kernel));
    }

    @Override
    public NDArray apply(Weights weights, NDArray input) {
        NDArray output = input.matMul(weights.get(name + ".weight").reshape(in, -1)).reshape(-1, out, kernel, kernel);
        return Trace.made(name, output, shape -> shape.size() * in);
    }
}
