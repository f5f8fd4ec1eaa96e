package dev.limner.models.gan;

import java.util.SortedMap;

import ai.djl.ndarray.NDArray;

import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.engine.Parameters;
import dev.limner.models.optimisers.Optimiser;

/**
 * Brings each weight back to [−c, c] after each step (Arjovsky, Chintala &amp; Bottou 2017, algorithm 1, line 7).
 *
 * @param parameters what the optimiser changes
 * @param bound      c, above 0
 */
record Bounded(Optimiser optimiser, Parameters parameters, double bound) implements Optimiser {

    @Override
    public double step(double rate) {
        double norm = optimiser.step(rate);
        NDArray theta = parameters.vector();
        try (NDArray clipped = theta.clip((float) -bound, (float) bound)) {
            clipped.copyTo(theta);
        }
        return norm;
    }

    @Override
    public SortedMap<String, Tensor> state() {
        return optimiser.state();
    }

    @Override
    public void restore(SortedMap<String, Tensor> state) {
        optimiser.restore(state);
    }
}
