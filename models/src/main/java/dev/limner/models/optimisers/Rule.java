package dev.limner.models.optimisers;

import java.util.List;
import java.util.Map;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/** How θ follows from its gradient: what one optimiser differs from another in. */
public interface Rule {

    /** As in settings: {@code adam}. */
    String name();

    /** Names of the vectors, as long as θ and zero at first, that it keeps from step to step. */
    List<String> moments();

    /** Changes θ and the moments in place. */
    void apply(Step step);

    /**
     * One step.
     *
     * @param memory   owns what is computed, and is closed after the step
     * @param theta    θ, [P]
     * @param gradient g, [P]; may be written over
     * @param scale    what g is to be multiplied by (below 1 where it is clipped)
     * @param moments  by the names of {@link Rule#moments()}
     * @param number   t, from 1 on
     * @param rate     α
     */
    record Step(NDManager memory, NDArray theta, NDArray gradient, float scale, Map<String, NDArray> moments,
            long number, double rate) {

        NDArray moment(String name) {
            return moments.get(name);
        }

        /** g as it is to be followed. */
        NDArray scaledGradient() {
            return scale == 1 ? gradient : gradient.muli(scale);
        }

        /** What was computed from long-lived arrays belongs to their manager, until it is given to this step's. */
        NDArray owned(NDArray array) {
            array.attach(memory);
            return array;
        }
    }
}
