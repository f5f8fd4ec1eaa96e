package dev.limner.models.optimisers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import dev.limner.models.engine.Numbers;
import dev.limner.models.engine.Parameters;

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
    private final Parameters parameters;
    private final Parameters averages;
    private final double gamma;

    /**
     * @param manager for what an update computes; the average belongs to the parameters' own
     * @param width   σ_rel, above 0 up to 0.28; 0 for no averaging
     */
    public Average(NDManager manager, Parameters parameters, double width) {
        this.manager = manager;
        this.parameters = parameters;
        this.averages = parameters.copy();
        this.gamma = width == 0 ? Double.POSITIVE_INFINITY : gamma(width);
    }

    /** Takes the numbers after step {@code step} (from 1 on) in. */
    public void update(long step) {
        double beta = Math.pow(1 - 1.0 / step, gamma + 1);
        try (NDManager memory = manager.newSubManager()) {
            NDArray old = Numbers.scalar(memory, beta);
            NDArray fresh = Numbers.scalar(memory, 1 - beta);
            if (parameters.count() > 0) {
                mix(memory, averages.vector(), old, parameters.vector(), fresh);
            }
            for (String name : averages.bufferNames()) {
                mix(memory, averages.buffer(name), old, parameters.buffer(name), fresh);
            }
        }
    }

    /** The average, in the same native memory at all times. */
    public Parameters parameters() {
        return averages;
    }

    private static void mix(NDManager memory, NDArray average, NDArray old, NDArray number, NDArray fresh) {
        NDArray share = number.mul(fresh);
        share.attach(memory);
        average.muli(old).addi(share);
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
