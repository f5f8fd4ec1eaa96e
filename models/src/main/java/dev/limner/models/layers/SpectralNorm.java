package dev.limner.models.layers;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ai.djl.ndarray.NDArray;

import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Torch;
import dev.limner.models.engine.Weights;

/**
 * Spectral normalisation (Miyato et al. 2018, algorithm 1): each weight, as a matrix W [out,in·…], is divided by an
 * estimate of its largest singular value, so that no layer stretches what it is given:
 *
 * <pre>
 * v = Wᵀu / ‖Wᵀu‖,   σ = uᵀ W v,   W̄ = W / σ
 * u ← W v / ‖W v‖                                  one power iteration a step
 * </pre>
 *
 * Gradients flow through σ by W, not by u and v. The u are buffers: in every snapshot, so that a run resumes exactly.
 *
 * @param weights names of the weights, each with the length of its first side
 */
public record SpectralNorm(Map<String, Integer> weights) {
    private static final float LEAST = 1e-12f;

    public SpectralNorm {
        weights = Map.copyOf(weights);
    }

    /** Adds the first u, unit vectors that follow from the seed. */
    public void begin(Parameters parameters, long seed) {
        for (String name : names()) {
            int out = weights.get(name);
            float[] u = FirstWeights.normal(seed, vector(name), 1, 1, out).floats();
            double squares = 0;
            for (float each : u) {
                squares += (double) each * each;
            }
            for (int i = 0; i < out; i++) {
                u[i] /= (float) Math.sqrt(squares);
            }
            parameters.addBuffer(vector(name), Tensor.of(u, out));
        }
    }

    /** One power iteration for each weight; changes the u in place. */
    public void iterate(Weights numbers) {
        try (Torch.Recording off = Torch.withoutRecording()) {
            for (String name : names()) {
                NDArray matrix = matrix(numbers, name);
                NDArray u = numbers.get(vector(name));
                unit(matrix.matMul(right(matrix, u))).copyTo(u);
            }
        }
    }

    /** The same numbers with each weight's W̄ in its place. */
    public Weights of(Weights numbers) {
        Map<String, NDArray> normalised = new HashMap<>();
        for (String name : names()) {
            NDArray matrix = matrix(numbers, name);
            NDArray u = numbers.get(vector(name));
            NDArray v = right(matrix.stopGradient(), u);
            NDArray sigma = matrix.matMul(v).mul(u).sum();
            normalised.put(name, numbers.get(name).div(sigma));
        }
        return numbers.with(normalised);
    }

    private static NDArray matrix(Weights numbers, String name) {
        NDArray weight = numbers.get(name);
        return weight.reshape(weight.getShape().get(0), -1);
    }

    private static NDArray right(NDArray matrix, NDArray u) {
        return unit(matrix.transpose().matMul(u));
    }

    private static NDArray unit(NDArray vector) {
        return vector.div(vector.norm().maximum(LEAST));
    }

    private List<String> names() {
        return weights.keySet().stream().sorted().toList();
    }

    private static String vector(String name) {
        return name + ".u";
    }
}
