package dev.limner.models.flow;

import dev.limner.models.Batch;
import dev.limner.models.randomness.Randomness;
import dev.limner.models.randomness.Stream;

/** How often training looks at which time t of the way from noise (0) to picture (1). */
enum Times {
    /** t ~ U(0, 1) (Lipman et al. 2023, equation 23). */
    UNIFORM {
        @Override
        float draw(Randomness random) {
            return (float) random.nextUniform();
        }
    },
    /** log(t / (1 − t)) ~ N(0, 1): more often in the middle, where it is hardest (Esser et al. 2024, equation 19). */
    LOGIT_NORMAL {
        @Override
        float draw(Randomness random) {
            float[] normal = new float[1];
            random.normals(normal, 0, 1);
            return (float) (1 / (1 + StrictMath.exp(-normal[0])));
        }
    };

    /** As in settings. */
    static Times named(String name) {
        return name.equals("uniform") ? UNIFORM : LOGIT_NORMAL;
    }

    abstract float draw(Randomness random);

    /** t of each picture of a training batch, keyed by its index. */
    float[] of(Batch batch) {
        float[] times = new float[batch.size()];
        for (int i = 0; i < times.length; i++) {
            times[i] = draw(new Randomness(batch.seed(), Stream.TIME, batch.images() + i));
        }
        return times;
    }

    /** Times that never change, evenly over (0, 1), for held-out pictures: t_i = ((first + i) mod 16 + ½) / 16. */
    static float[] fixed(Batch batch) {
        float[] times = new float[batch.size()];
        for (int i = 0; i < times.length; i++) {
            times[i] = ((batch.images() + i) % 16 + 0.5f) / 16;
        }
        return times;
    }
}
