package dev.limner.models.editing;

/**
 * Adam (Kingma &amp; Ba 2015, algorithm 1) on numbers outside the engine, which are few: β₁ = 0.9, β₂ = 0.999, ε = 1e-8. For
 * the numbers of networks there is {@link dev.limner.models.optimisers.Adam}.
 */
final class AdamSteps {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final double[] first;
    private final double[] second;
    private int step;

    AdamSteps(int numbers) {
        first = new double[numbers];
        second = new double[numbers];
    }

    /**
     * One step, in place.
     *
     * @param rate α
     */
    void apply(float[] x, float[] gradient, double rate) {
        step++;
        double correction1 = 1 - Math.pow(BETA1, step);
        double correction2 = 1 - Math.pow(BETA2, step);
        for (int i = 0; i < x.length; i++) {
            double g = gradient[i];
            first[i] = BETA1 * first[i] + (1 - BETA1) * g;
            second[i] = BETA2 * second[i] + (1 - BETA2) * g * g;
            x[i] -= (float) (rate * (first[i] / correction1) / (Math.sqrt(second[i] / correction2) + EPSILON));
        }
    }
}
