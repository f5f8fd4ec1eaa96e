package dev.limner.models.layers;

import ai.djl.ndarray.NDArray;

import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Script;
import dev.limner.models.engine.Weights;

/**
 * A transposed convolution without bias, 4×4, stride 2, padding 1 (Radford et al. 2016): [N,in,H,W] → [N,out,2H,2W],
 *
 * <pre>
 * y[n,o,Y,X] = Σ_i Σ_{h,w} x[n,i,h,w] k[i,o,Y + 1 − 2h,X + 1 − 2w]
 * </pre>
 *
 * @param name      of its weights, {@code name.weight} [in,out,4,4]
 * @param in        channels
 * @param out       channels
 * @param deviation σ of the first weights, N(0, σ²)
 */
public record TransposedConvolution(String name, int in, int out, double deviation) implements Layer {
    private static final Script OPERATION = new Script("x: Tensor, k: Tensor",
            "torch.conv_transpose2d(x, k, None, [2, 2], [1, 1])");

    @Override
    public void begin(Parameters parameters, long seed) {
        String kernels = name + ".weight";
        parameters.addTrained(kernels, FirstWeights.normal(seed, kernels, deviation, 1, in, out, 4, 4));
    }

    @Override
    public NDArray apply(Weights weights, NDArray input) {
        NDArray output = OPERATION.of(input, weights.get(name + ".weight"));
        return Trace.made(name, output, shape -> shape.size() * in * 4);
    }
}
