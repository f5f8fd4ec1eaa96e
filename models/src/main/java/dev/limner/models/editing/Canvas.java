package dev.limner.models.editing;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;

import dev.limner.models.Configuration;
import dev.limner.models.PictureShape;
import dev.limner.models.engine.Numbers;
import dev.limner.models.engine.Torch;
import dev.limner.models.engine.Weights;

/**
 * A loaded network that an editor works with, one pass at a time: between two of them, the sampler that owns it serves
 * others. The native memory of a pass is freed with it; numbers go from pass to pass outside the engine.
 *
 * @param configuration of the model
 * @param weights       frozen
 * @param manager       owns the weights
 * @param owner         the sampler, whose lock every pass holds
 */
public record Canvas(Configuration configuration, Weights weights, NDManager manager, Object owner) {
    /** The engine allows one gradient collector in a process. Taken before the sampler's lock. */
    private static final ReentrantLock GRADIENTS = new ReentrantLock(true);

    /** The shape of every picture. */
    public PictureShape shape() {
        return configuration.shape();
    }

    /** K. */
    public int classes() {
        return configuration.classes().size();
    }

    /** A pass without gradients. */
    public <T> T pass(Function<NDManager, T> work) {
        synchronized (owner) {
            try (Torch.Recording off = Torch.withoutRecording(); NDManager memory = manager.newSubManager()) {
                return work.apply(memory);
            }
        }
    }

    /**
     * A value and its gradient.
     *
     * @param values of the rows, one number each
     * @param by     the gradient of their sum by x, row after row
     */
    public record Slope(float[] values, float[] by) {}

    /**
     * A pass with gradients.
     *
     * @param x     [rows, x.length / rows]
     * @param value of each row, [rows], from x
     */
    public Slope slope(float[] x, int rows, Function<NDArray, NDArray> value) {
        GRADIENTS.lock();
        try {
            synchronized (owner) {
                try (NDManager memory = manager.newSubManager()) {
                    NDArray leaf = Numbers.of(memory, x, rows, x.length / rows);
                    leaf.setRequiresGradient(true);
                    float[] values;
                    try (GradientCollector collector = Torch.engine().newGradientCollector()) {
                        NDArray all = value.apply(leaf);
                        values = all.toFloatArray();
                        collector.backward(all.sum());
                    }
                    try (NDArray gradient = leaf.getGradient()) {
                        return new Slope(values, gradient.toFloatArray());
                    }
                }
            }
        } finally {
            GRADIENTS.unlock();
        }
    }

    /** Classes as rows of shares, [rows,K]; null for a model without. */
    public NDArray classes(NDManager memory, float[][] shares) {
        if (classes() == 0) {
            return null;
        }
        float[] rows = new float[shares.length * classes()];
        for (int row = 0; row < shares.length; row++) {
            System.arraycopy(shares[row], 0, rows, row * classes(), classes());
        }
        return Numbers.of(memory, rows, shares.length, classes());
    }

    /** All of one class; nothing of any for −1. */
    public float[] shares(int label) {
        float[] shares = new float[classes()];
        if (label >= 0) {
            shares[label] = 1;
        }
        return shares;
    }
}
