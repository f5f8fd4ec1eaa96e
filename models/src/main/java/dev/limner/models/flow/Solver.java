package dev.limner.models.flow;

import java.util.Locale;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import dev.limner.models.engine.Numbers;

/** Follows dx/dt = v(x, t) from t = 0 to 1 in equal steps h (Hairer, Nørsett &amp; Wanner 1993, sections II.1 and II.2). */
enum Solver {
    /** x ← x + h v(x, t); order 1. */
    EULER(1) {
        @Override
        NDArray step(Velocity v, NDArray x, double t, double h) {
            return moved(x, v.at(x, t), h);
        }
    },
    /** x ← x + h v(x + ½h v(x, t), t + ½h) (Runge 1895); order 2. */
    MIDPOINT(2) {
        @Override
        NDArray step(Velocity v, NDArray x, double t, double h) {
            return moved(x, v.at(moved(x, v.at(x, t), h / 2), t + h / 2), h);
        }
    },
    /** x ← x + ½h (v₁ + v₂), v₁ = v(x, t), v₂ = v(x + h v₁, t + h) (Heun 1900; Karras et al. 2022, algorithm 1); order 2. */
    HEUN(2) {
        @Override
        NDArray step(Velocity v, NDArray x, double t, double h) {
            NDArray first = v.at(x, t);
            NDArray second = v.at(moved(x, first, h), t + h);
            return moved(x, first.add(second), h / 2);
        }
    };

    private final int evaluations;

    Solver(int evaluations) {
        this.evaluations = evaluations;
    }

    /** A field of velocities. */
    interface Velocity {
        /** v(x, t), of the shape of x; belongs to the manager of x. */
        NDArray at(NDArray x, double t);
    }

    /** As in settings. */
    static Solver named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** How many whole steps this many evaluations of v allow, one at least. */
    int steps(int evaluations) {
        return Math.max(1, evaluations / this.evaluations);
    }

    /** One step of length h; the result belongs to the manager of x. */
    abstract NDArray step(Velocity v, NDArray x, double t, double h);

    /**
     * x(1) for x(0) = {@code x}, with as many whole steps as {@code evaluations} of v allow, one at least. What a step
     * computes on its way is freed after it; x goes with it, the result belongs to the manager that x had.
     */
    NDArray integrate(Velocity v, NDArray x, int evaluations) {
        NDManager memory = x.getManager();
        int steps = steps(evaluations);
        double h = 1.0 / steps;
        NDArray here = x;
        for (int i = 0; i < steps; i++) {
            try (NDManager passing = memory.newSubManager()) {
                here.attach(passing);
                NDArray next = step(v, here, i * h, h);
                next.attach(memory);
                here = next;
            }
        }
        return here;
    }

    private static NDArray moved(NDArray x, NDArray v, double h) {
        return x.add(Numbers.scaled(v, (float) h));
    }
}
