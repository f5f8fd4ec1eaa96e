package dev.limner.models.optimisers;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.engine.Parameters;

/**
 * Follows the gradient of a network's θ by a {@link Rule}, the gradient's norm clipped where that is asked for (Pascanu,
 * Mikolov &amp; Bengio 2013, algorithm 1): g ← g min(1, c / ‖g‖). Moments are ours and not DJL's (which keeps its own
 * private), so that a snapshot can hold them.
 */
public final class Descent implements Optimiser {
    private final NDManager manager;
    private final Parameters parameters;
    private final Rule rule;
    private final double clip;
    private final Parameters moments;
    private long steps;

    /**
     * @param manager    owns the moments
     * @param parameters what to change
     * @param clip       c, the longest gradient that is followed as it is; 0 for any
     */
    public Descent(NDManager manager, Parameters parameters, Rule rule, double clip) {
        this.manager = manager;
        this.parameters = parameters;
        this.rule = rule;
        this.clip = clip;
        this.moments = new Parameters(manager);
        int count = Math.toIntExact(parameters.count());
        rule.moments().forEach(name -> moments.addBuffer(stored(name), Tensor.of(new float[count], count)));
    }

    @Override
    public double step(double rate) {
        steps++;
        try (NDManager memory = manager.newSubManager()) {
            NDArray theta = parameters.vector();
            NDArray gradient = theta.getGradient();
            gradient.attach(memory);
            NDArray squares = gradient.norm();
            squares.attach(memory);
            double norm = squares.getFloat();
            float scale = clip == 0 || norm <= clip ? 1 : (float) (clip / norm);
            SortedMap<String, NDArray> kept = new TreeMap<>();
            rule.moments().forEach(name -> kept.put(name, moments.buffer(stored(name))));
            rule.apply(new Rule.Step(memory, theta, gradient, scale, kept, steps, rate));
            gradient.subi(gradient);
            return norm;
        }
    }

    @Override
    public SortedMap<String, Tensor> state() {
        SortedMap<String, Tensor> state = new TreeMap<>(moments.tensors());
        state.put(stored("step"), Tensor.of(new long[]{steps}));
        return state;
    }

    @Override
    public void restore(SortedMap<String, Tensor> state) {
        SortedMap<String, Tensor> rest = new TreeMap<>(state);
        Tensor count = rest.remove(stored("step"));
        if (count == null || count.type() != Tensor.Type.I64 || !Arrays.equals(count.shape(), new long[0])) {
            throw new ProblemException(ProblemType.CORRUPT_OBJECT,
                    "the training state has no '%s' but %s".formatted(stored("step"), state.keySet()));
        }
        moments.set(rest);
        steps = count.longs()[0];
    }

    private String stored(String name) {
        return rule.name() + "." + name;
    }
}
