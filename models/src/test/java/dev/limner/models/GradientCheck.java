package dev.limner.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.Function;
import java.util.function.Supplier;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.training.GradientCollector;

import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Torch;
import dev.limner.models.engine.Weights;
import dev.limner.models.randomness.Randomness;
import dev.limner.models.randomness.Stream;

/** Compares the engine's gradient of a scalar with central differences, number by number. */
public final class GradientCheck {
    private static final float STEP = 1e-2f;

    private GradientCheck() {}

    /** Gives every weight a value of its own, so that nothing is zero or one by chance. */
    public static void disturb(Parameters parameters) {
        float[] values = new float[(int) parameters.count()];
        new Randomness(5, Stream.FIRST_WEIGHTS, 1).normals(values, 0, values.length);
        for (int i = 0; i < values.length; i++) {
            parameters.vector().set(new NDIndex(i), values[i] * 0.5f);
        }
    }

    /**
     * @param scalar    the loss for these weights; asked again and again
     * @param tolerance share of the largest gradient that a difference may be off by
     */
    public static void check(Parameters parameters, NDManager memory,
            Function<Weights, NDArray> scalar, double tolerance) {
        try (GradientCollector collector = Torch.engine().newGradientCollector()) {
            collector.backward(scalar.apply(parameters.in(memory)));
        }
        float[] gradient = parameters.vector().getGradient().toFloatArray();
        Supplier<Float> loss = () -> scalar.apply(parameters.frozen(memory)).getFloat();
        double largest = 0;
        for (float each : gradient) {
            largest = Math.max(largest, Math.abs(each));
        }
        for (int i = 0; i < gradient.length; i++) {
            double above = moved(parameters, i, STEP, loss);
            double below = moved(parameters, i, -STEP, loss);
            assertThat((double) gradient[i]).as("gradient of number %d", i).isCloseTo((above - below) / (2 * STEP),
                    within(tolerance * largest));
        }
    }

    private static double moved(Parameters parameters, int i, float by, Supplier<Float> loss) {
        NDIndex here = new NDIndex(i);
        float before = parameters.vector().getFloat(i);
        parameters.vector().set(here, before + by);
        double moved = loss.get();
        parameters.vector().set(here, before);
        return moved;
    }
}
