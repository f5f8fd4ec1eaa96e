package dev.limner.models.optimisers;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.engine.Numbers;
import dev.limner.models.engine.Weights;

/**
 * Adam (Kingma &amp; Ba 2015, algorithm 1), with g the gradient and t the step, from 1 on:
 *
 * <pre>
 * m ← β₁ m + (1 − β₁) g                    biased first moment
 * v ← β₂ v + (1 − β₂) g²                   biased second moment
 * m̂ = m / (1 − β₁ᵗ),  v̂ = v / (1 − β₂ᵗ)
 * θ ← θ − α m̂ / (√v̂ + ε)
 * </pre>
 *
 * The moments are ours and not DJL's (which keeps its own private), so that a snapshot can hold them. They live in the
 * manager given; what a step computes is freed when it ends.
 */
public final class Adam implements Optimiser {
    private static final String STEP = "adam.step";
    private static final String FIRST = "adam.m.";
    private static final String SECOND = "adam.v.";

    private final NDManager manager;
    private final Weights weights;
    private final SortedSet<String> names;
    private final Settings settings;
    private final Weights moments;
    private long step;

    /**
     * @param beta1   decay of the first moment, 0 up to 1
     * @param beta2   decay of the second moment, 0 up to 1
     * @param epsilon added to the root of the second moment
     */
    public record Settings(double beta1, double beta2, double epsilon) {}

    /**
     * @param manager owns the moments
     * @param weights where the weights are
     * @param names   those to change
     */
    public Adam(NDManager manager, Weights weights, SortedSet<String> names, Settings settings) {
        this.manager = manager;
        this.weights = weights;
        this.names = names;
        this.settings = settings;
        this.moments = new Weights(manager);
        for (String name : names) {
            NDArray weight = weights.get(name);
            Tensor zeros = Tensor.of(new float[(int) weight.size()], weight.getShape().getShape());
            moments.addBuffer(FIRST + name, zeros);
            moments.addBuffer(SECOND + name, zeros);
        }
    }

    @Override
    public double step(double rate) {
        step++;
        double correction1 = 1 - Math.pow(settings.beta1, step);
        double correction2 = 1 - Math.pow(settings.beta2, step);
        try (NDManager memory = manager.newSubManager()) {
            NDArray beta1 = Numbers.scalar(memory, settings.beta1);
            NDArray beta2 = Numbers.scalar(memory, settings.beta2);
            NDArray rest1 = Numbers.scalar(memory, 1 - settings.beta1);
            NDArray rest2 = Numbers.scalar(memory, 1 - settings.beta2);
            NDArray rootOfCorrection2 = Numbers.scalar(memory, Math.sqrt(correction2));
            NDArray epsilon = Numbers.scalar(memory, settings.epsilon);
            NDArray alpha = Numbers.scalar(memory, rate / correction1);
            NDArray squares = Numbers.scalar(memory, 0);
            for (String name : names) {
                NDArray theta = weights.get(name);
                NDArray g = owned(memory, theta.getGradient());
                NDArray m = moments.get(FIRST + name);
                NDArray v = moments.get(SECOND + name);
                NDArray square = g.square();
                squares.addi(square.sum());
                m.muli(beta1).addi(g.mul(rest1));
                v.muli(beta2).addi(square.muli(rest2));
                NDArray root = owned(memory, v.sqrt()).divi(rootOfCorrection2).addi(epsilon);
                theta.subi(owned(memory, m.div(root)).muli(alpha));
                g.subi(g);
            }
            return Math.sqrt(squares.getFloat());
        }
    }

    @Override
    public SortedMap<String, Tensor> state() {
        SortedMap<String, Tensor> state = new TreeMap<>(moments.tensors());
        state.put(STEP, Tensor.of(new long[]{step}));
        return state;
    }

    @Override
    public void restore(SortedMap<String, Tensor> state) {
        SortedMap<String, Tensor> rest = new TreeMap<>(state);
        Tensor stored = rest.remove(STEP);
        if (stored == null || stored.type() != Tensor.Type.I64 || !Arrays.equals(stored.shape(), new long[0])) {
            throw new ProblemException(ProblemType.CORRUPT_OBJECT,
                    "the training state has no '%s' but %s".formatted(STEP, state.keySet()));
        }
        moments.set(rest);
        step = stored.longs()[0];
    }

    /** What was computed from long-lived arrays belongs to their manager, until it is given to this step's. */
    private static NDArray owned(NDManager memory, NDArray array) {
        array.attach(memory);
        return array;
    }
}
