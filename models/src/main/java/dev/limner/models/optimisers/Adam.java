package dev.limner.models.optimisers;

import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/**
 * Adam (Kingma &amp; Ba 2015, algorithm 1), with g the gradient and t the step, from 1 on:
 *
 * <pre>
 * m ← β₁ m + (1 − β₁) g                    biased first moment
 * v ← β₂ v + (1 − β₂) g²                   biased second moment
 * θ ← θ − α m̂ / (√v̂ + ε),   m̂ = m / (1 − β₁ᵗ),  v̂ = v / (1 − β₂ᵗ)
 * </pre>
 *
 * The engine computes it in one call, by section 2's other order of the corrections: α and ε are multiplied by
 * √(1 − β₂ᵗ), which comes to the same.
 * (That call makes the engine warn, once a process, of a guard that it still uses.)
 *
 * @param beta1   β₁, decay of the first moment, 0 up to 1
 * @param beta2   β₂, decay of the second moment, 0 up to 1
 * @param epsilon ε, added to the root of the second moment
 * @param decay   λ of AdamW (Loshchilov &amp; Hutter 2019, algorithm 2): θ ← θ − α λ θ before the step; 0 for Adam
 */
public record Adam(double beta1, double beta2, double epsilon, double decay) implements Rule {
    private static final String FIRST = "m";
    private static final String SECOND = "v";
    private static final float UNCLIPPED = -1;

    @Override
    public String name() {
        return "adam";
    }

    @Override
    public List<String> moments() {
        return List.of(FIRST, SECOND);
    }

    @Override
    public void apply(Step step) {
        double correction1 = 1 - Math.pow(beta1, step.number());
        double correction2 = Math.sqrt(1 - Math.pow(beta2, step.number()));
        NDArray theta = step.theta();
        theta.getNDArrayInternal().adamUpdate(
                new NDList(theta, step.gradient(), step.moment(FIRST), step.moment(SECOND)), new NDList(theta),
                (float) step.rate(), (float) (step.rate() * correction2 / correction1), (float) decay, step.scale(),
                UNCLIPPED, (float) beta1, (float) beta2, (float) (epsilon * correction2), false, decay > 0);
    }
}
