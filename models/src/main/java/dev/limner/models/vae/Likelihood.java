package dev.limner.models.vae;

import java.util.Locale;

import ai.djl.ndarray.NDArray;

import dev.limner.models.engine.Numbers;
import dev.limner.models.losses.AbsoluteError;
import dev.limner.models.losses.BinaryCrossEntropy;
import dev.limner.models.losses.MeanSquaredError;

/** −log p(x|z) of a picture of D numbers, without constants: which density the decoder's output x̂ is taken to be the middle of. */
enum Likelihood {
    /** Gaussian: D/(2σ²) MSE, at its best σ² = MSE: D/2 log MSE. */
    MSE {
        @Override
        NDArray error(NDArray decoded, NDArray x) {
            return MeanSquaredError.of(decoded, x);
        }

        @Override
        NDArray surprise(NDArray error, double numbers, double deviation) {
            return deviation == 0
                    ? Numbers.scaled(error.add(LEAST).log(), (float) (numbers / 2))
                    : Numbers.scaled(error, (float) (numbers / (2 * deviation * deviation)));
        }
    },
    /** Laplace, of scale b = σ/√2: D/b L1, at its best b = L1: D log L1. */
    L1 {
        @Override
        NDArray error(NDArray decoded, NDArray x) {
            return AbsoluteError.of(decoded, x);
        }

        @Override
        NDArray surprise(NDArray error, double numbers, double deviation) {
            return deviation == 0
                    ? Numbers.scaled(error.add(LEAST).log(), (float) numbers)
                    : Numbers.scaled(error, (float) (numbers * Math.sqrt(2) / deviation));
        }
    },
    /** Bernoulli, for pictures that are nearly black and white: D BCE. */
    BCE {
        @Override
        NDArray error(NDArray decoded, NDArray x) {
            return BinaryCrossEntropy.ofProbabilities(decoded, x);
        }

        @Override
        NDArray surprise(NDArray error, double numbers, double deviation) {
            return Numbers.scaled(error, (float) numbers);
        }
    };

    /** Error below which nothing is gained: half a grey level, squared. Without it an exact picture's logarithm has no end. */
    private static final float LEAST = 4e-6f;

    static Likelihood named(String loss) {
        return valueOf(loss.toUpperCase(Locale.ROOT));
    }

    /** A mean over the pictures and their numbers, a scalar: both [N,c,H,W] in [0, 1]. */
    abstract NDArray error(NDArray decoded, NDArray x);

    /**
     * Nats a picture, a scalar.
     *
     * @param error     from {@link #error}
     * @param numbers   D
     * @param deviation σ; 0 for the one that fits best
     */
    abstract NDArray surprise(NDArray error, double numbers, double deviation);
}
