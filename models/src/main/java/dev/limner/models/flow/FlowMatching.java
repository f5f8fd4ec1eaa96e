package dev.limner.models.flow;

import java.util.Arrays;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import dev.limner.models.Batch;
import dev.limner.models.engine.Numbers;
import dev.limner.models.engine.Weights;
import dev.limner.models.losses.MeanSquaredError;
import dev.limner.models.randomness.Randomness;
import dev.limner.models.randomness.Stream;

/**
 * Conditional flow matching along straight lines (Lipman et al. 2023, equation 23 with σ_min = 0; Tong et al. 2024, section
 * 3), with x₀ ~ N(0, I) joined to the data x₁ by a {@link Coupling}, and y withheld now and then for guidance (Ho &amp;
 * Salimans 2022, algorithm 1):
 *
 * <pre>
 * x_t = (1 − t) x₀ + t x₁
 * L = MSE(v(x_t, t, y), x₁ − x₀)
 * </pre>
 */
final class FlowMatching {
    private final VelocityNetwork network;
    private final FlowSettings settings;

    FlowMatching(VelocityNetwork network, FlowSettings settings) {
        this.network = network;
        this.settings = settings;
    }

    /** L at drawn times, a scalar: data x₁ [N,c,h,w]. */
    NDArray training(Weights weights, Batch batch, NDArray data) {
        return loss(weights, batch, data, settings.times().of(batch), dropped(batch));
    }

    /** L at times, and with noise, that never change: data x₁ [N,c,h,w]. */
    NDArray heldOut(Weights weights, Batch batch, NDArray data) {
        return loss(weights, batch, data, Times.fixed(batch), new boolean[batch.size()]);
    }

    private NDArray loss(Weights weights, Batch batch, NDArray data, float[] times, boolean[] dropped) {
        int n = batch.size();
        int numbers = (int) (data.size() / n);
        NDManager memory = batch.memory();
        int[] conditions = conditions(batch, dropped);
        NDArray noise = settings.coupling().coupled(batch.noise(numbers), data.reshape(n, numbers), conditions)
                .reshape(data.getShape()); // x₀
        NDArray t = Numbers.of(memory, times, n, 1, 1, 1);
        NDArray direction = data.sub(noise); // x₁ − x₀
        NDArray between = noise.add(direction.mul(t)); // x_t
        NDArray y = batch.classes() == null
                ? null
                : Numbers.oneHot(memory, conditions, (int) batch.classes().getShape().get(1));
        return MeanSquaredError.of(network.apply(weights, between, times, y), direction);
    }

    /** What the network is told of each picture: its class, −1 for nothing. */
    private static int[] conditions(Batch batch, boolean[] dropped) {
        int n = batch.size();
        int[] conditions = new int[n];
        Arrays.fill(conditions, -1);
        if (batch.classes() == null) {
            return conditions;
        }
        float[] classes = batch.classes().toFloatArray();
        int count = classes.length / n;
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < count; k++) {
                if (classes[i * count + k] == 1 && !dropped[i]) {
                    conditions[i] = k;
                }
            }
        }
        return conditions;
    }

    private boolean[] dropped(Batch batch) {
        boolean[] dropped = new boolean[batch.size()];
        for (int i = 0; i < dropped.length; i++) {
            dropped[i] = new Randomness(batch.seed(), Stream.CLASS_DROPOUT, batch.images() + i)
                    .nextUniform() < settings.classDropout();
        }
        return dropped;
    }
}
