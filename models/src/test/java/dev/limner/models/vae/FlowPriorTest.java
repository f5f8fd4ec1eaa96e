package dev.limner.models.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ai.djl.ndarray.NDArray;

import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.EngineTest;
import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Weights;
import dev.limner.models.randomness.Randomness;
import dev.limner.models.randomness.Stream;

class FlowPriorTest extends EngineTest {
    private final FlowPrior prior = new FlowPrior(3, 2, 3, 5);
    private Weights weights;

    @BeforeEach
    void disturbFirstWeights() {
        Parameters first = new Parameters(memory);
        prior.begin(first, 1);
        java.util.TreeMap<String, Tensor> disturbed = new java.util.TreeMap<>();
        first.tensors().forEach((name, tensor) -> {
            float[] values = new float[(int) tensor.elements()];
            new Randomness(2, Stream.FIRST_WEIGHTS, name.hashCode()).normals(values, 0, values.length);
            disturbed.put(name, Tensor.of(values, tensor.shape()));
        });
        first.set(disturbed);
        weights = first.frozen(memory);
    }

    @Test
    void shouldBeTheNormalDistributionAtFirst() {
        // Given
        Parameters first = new Parameters(memory);
        prior.begin(first, 1);

        // When
        float density = prior.logDensity(first.frozen(memory), row(1, 2, -1), row(0, 1)).getFloat();

        // Then log N(z; 0, I) = −½(1 + 4 + 1) − 3/2 log 2π
        assertThat(density).isCloseTo((float) (-3 - 1.5 * Math.log(2 * Math.PI)), within(1e-5f));
    }

    @Test
    void shouldHaveTheDensityOfWhatItDraws() {
        // Given z = f(u) and the volume |det ∂f/∂u| there, by central differences
        float[] u = {0.3f, -0.8f, 1.1f};
        NDArray y = row(1, 0);
        double volume = Math.abs(determinant(jacobian(u, y)));
        NDArray z = prior.latents(weights, row(u), y);

        // When
        float density = prior.logDensity(weights, z, y).getFloat();

        // Then log p(z) = log N(u) − log |det ∂f/∂u|
        double normal = -0.5 * (0.09 + 0.64 + 1.21) - 1.5 * Math.log(2 * Math.PI);
        assertThat((double) density).isCloseTo(normal - Math.log(volume), within(5e-3));
    }

    private double[][] jacobian(float[] u, NDArray y) {
        double[][] jacobian = new double[3][3];
        float h = 1e-2f;
        for (int j = 0; j < 3; j++) {
            float[] up = u.clone();
            float[] down = u.clone();
            up[j] += h;
            down[j] -= h;
            float[] above = prior.latents(weights, row(up), y).toFloatArray();
            float[] below = prior.latents(weights, row(down), y).toFloatArray();
            for (int i = 0; i < 3; i++) {
                jacobian[i][j] = (above[i] - below[i]) / (2.0 * h);
            }
        }
        return jacobian;
    }

    private static double determinant(double[][] m) {
        return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1]) - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
                + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
    }
}
