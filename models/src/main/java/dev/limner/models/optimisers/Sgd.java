package dev.limner.models.optimisers;

import java.util.List;

import ai.djl.ndarray.NDArray;

/**
 * Stochastic gradient descent with momentum (Sutskever, Martens, Dahl &amp; Hinton 2013, in the form whose velocity does not
 * hold the rate, so that a schedule acts at once):
 *
 * <pre>
 * g ← g + λ θ
 * u ← μ u + g
 * θ ← θ − α u             or, looking ahead (Nesterov),  θ ← θ − α (g + μ u)
 * </pre>
 *
 * @param momentum μ, 0 up to 1; 0 for none
 * @param nesterov whether to look ahead
 * @param decay    λ, of the weights; 0 for none
 */
public record Sgd(double momentum, boolean nesterov, double decay) implements Rule {
    private static final String VELOCITY = "u";

    @Override
    public String name() {
        return "sgd";
    }

    @Override
    public List<String> moments() {
        return momentum == 0 ? List.of() : List.of(VELOCITY);
    }

    @Override
    public void apply(Step step) {
        NDArray g = step.scaledGradient();
        if (decay > 0) {
            g = g.addi(step.owned(step.theta().mul((float) decay)));
        }
        NDArray way = g;
        if (momentum > 0) {
            NDArray u = step.moment(VELOCITY).muli((float) momentum).addi(g);
            way = nesterov ? step.owned(u.mul((float) momentum)).addi(g) : u;
        }
        step.theta().subi(step.owned(way.mul((float) step.rate())));
    }
}
