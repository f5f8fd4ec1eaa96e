package dev.limner.models.optimisers;

import java.util.List;

import ai.djl.ndarray.NDArray;

/**
 * RMSprop (Tieleman &amp; Hinton 2012, lecture 6.5), ε outside the root as in PyTorch:
 *
 * <pre>
 * v ← ρ v + (1 − ρ) g²
 * θ ← θ − α g / (√v + ε)
 * </pre>
 *
 * @param rho     ρ, decay of the mean square, 0 up to 1
 * @param epsilon ε
 * @param decay   λ: g ← g + λ θ before; 0 for none
 */
public record RmsProp(double rho, double epsilon, double decay) implements Rule {
    private static final String SQUARE = "v";

    @Override
    public String name() {
        return "rmsprop";
    }

    @Override
    public List<String> moments() {
        return List.of(SQUARE);
    }

    @Override
    public void apply(Step step) {
        NDArray g = step.scaledGradient();
        if (decay > 0) {
            g = g.addi(step.owned(step.theta().mul((float) decay)));
        }
        NDArray v = step.moment(SQUARE).muli((float) rho).addi(g.square().muli((float) (1 - rho)));
        NDArray root = step.owned(v.sqrt()).addi((float) epsilon);
        step.theta().subi(g.div(root).muli((float) step.rate()));
    }
}
