package dev.limner.models.optimisers;

import java.util.SortedMap;

import dev.limner.contracts.tensors.Tensor;

/** Changes numbers by their gradients, in place. Holds what it remembers between steps in native memory of its own. */
public interface Optimiser {

    /**
     * One step by the gradients of the backward passes since the last, which it sets to zero.
     *
     * @param rate learning rate
     * @return L2 norm over all gradients, before the step and before any clipping
     */
    double step(double rate);

    /** All that it remembers, by name. */
    SortedMap<String, Tensor> state();

    /**
     * Goes on from a remembered {@link #state()}, bit for bit.
     *
     * @throws dev.limner.contracts.problems.ProblemException if the tensors are not those of such a state
     */
    void restore(SortedMap<String, Tensor> state);
}
