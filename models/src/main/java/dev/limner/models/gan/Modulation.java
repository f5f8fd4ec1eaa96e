package dev.limner.models.gan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;

import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Weights;
import dev.limner.models.layers.BatchNormalisation;
import dev.limner.models.layers.Dense;

/**
 * Batch normalisation whose gain and shift follow from noise and class by a style s [N,S] (Chen et al. 2019, On
 * Self-Modulation for GANs, equation 3; FiLM, Perez et al. 2018), then a ReLU:
 *
 * <pre>
 * y = max(0, (1 + γ(s)) BN(x) + β(s)),   (γ, β) affine in s
 * </pre>
 */
final class Modulation {
    private static final double FIRST_GAIN = 0.1;

    private final int channels;
    private final BatchNormalisation normalisation;
    private final Dense changes;

    Modulation(String name, int style, int channels) {
        this.channels = channels;
        normalisation = BatchNormalisation.plain(name + ".norm", channels);
        changes = new Dense(name + ".changes", style, 2 * channels, FIRST_GAIN);
    }

    void begin(Parameters parameters, long seed) {
        normalisation.begin(parameters, seed);
        changes.begin(parameters, seed);
    }

    /** x [N,C,H,W], style [N,S]. */
    NDArray apply(Weights weights, NDArray x, NDArray style, boolean learning) {
        NDList both = changes.apply(weights, style).reshape(-1, 2L * channels, 1, 1).split(2, 1);
        NDArray normal = normalisation.apply(weights, x, learning);
        return Activation.relu(normal.mul(both.get(0).add(1f)).add(both.get(1)));
    }
}
