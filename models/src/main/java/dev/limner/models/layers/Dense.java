package dev.limner.models.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.core.Linear;

import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Weights;

/**
 * An affine map, x Wᵀ + b: [N,in] → [N,out].
 *
 * @param name of its weights, {@code name.weight} [out,in] and {@code name.bias} [out]
 * @param gain of the first weights: √2 before a ReLU, 1 before nothing
 */
public record Dense(String name, int in, int out, double gain) implements Layer {

    @Override
    public void begin(Parameters parameters, long seed) {
        String matrix = name + ".weight";
        parameters.addTrained(matrix, FirstWeights.normal(seed, matrix, gain, in, out, in));
        parameters.addTrained(name + ".bias", FirstWeights.zeros(out));
    }

    @Override
    public NDArray apply(Weights weights, NDArray input) {
        NDArray output = Linear.linear(input, weights.get(name + ".weight"), weights.get(name + ".bias"))
                .singletonOrThrow();
        return Trace.made(name, output, shape -> shape.size() * in);
    }
}
