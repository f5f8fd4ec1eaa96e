package dev.limner.models.optimisers;

import java.util.SortedMap;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.engine.Numbers;
import dev.limner.models.engine.Weights;

/**
 * An exponential moving average of all weights whose profile is a power of time (Karras et al. 2024, Analyzing
 * and Improving the Training Dynamics of Diffusion Models, section 3):
 *
 * <pre>
 * θ̂_t = β_t θ̂_{t−1} + (1 − β_t) θ_t,   β_t = (1 − 1/t)^(γ+1)
 * </pre>
 *
 * so that it always reaches back over the same share of the run, however short or long the run is; a fixed decay is
 * either too slow for a short one or too quick for a long one. The share is σ_rel, the average's standard deviation in
 * time relative to t: σ_rel² = (γ + 1) / ((γ + 2)² (γ + 3)). At the first step the average is the weights.
 */
public final class Average {
    private final NDManager manager;
    private final Weights weights;
    private final Weights averages;
    private final double gamma;

    /**
     * @param manager owns the average
     * @param width   σ_rel, above 0 up to 0.28; 0 for no averaging
     */
    public Average(NDManager manager, Weights weights, double width) {
        this.manager = manager;
        this.weights = weights;
        this.averages = Weights.of(manager, weights.tensors());
        this.gamma = width == 0 ? Double.POSITIVE_INFINITY : gamma(width);
    }

    /** Takes the weights after step {@code step} (from 1 on) in. */
    public void update(long step) {
        double beta = Math.pow(1 - 1.0 / step, gamma + 1);
        try (NDManager memory = manager.newSubManager()) {
            NDArray old = Numbers.scalar(memory, beta);
            NDArray fresh = Numbers.scalar(memory, 1 - beta);
            for (String name : averages.names()) {
                NDArray share = weights.get(name).mul(fresh);
                share.attach(memory);
                averages.get(name).muli(old).addi(share);
            }
        }
    }

    /** The average, in the same native memory at all times but after {@link #restore}. */
    public Weights weights() {
        return averages;
    }

    /** Goes on from averages of before, bit for bit. */
    public void restore(SortedMap<String, Tensor> before) {
        averages.set(before);
    }

    /** γ for a σ_rel, by bisection: the root of (γ + 1) = σ² (γ + 2)² (γ + 3), for which σ falls as γ grows. */
    static double gamma(double width) {
        double low = 0;
        double high = 1e9;
        for (int i = 0; i < 200; i++) {
            double middle = (low + high) / 2;
            double sigma = Math.sqrt((middle + 1) / ((middle + 2) * (middle + 2) * (middle + 3)));
            if (sigma > width) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
