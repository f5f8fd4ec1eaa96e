package dev.limner.models.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

import dev.limner.models.Batch;
import dev.limner.models.EngineTest;
import dev.limner.models.GradientCheck;
import dev.limner.models.engine.Parameters;
import dev.limner.models.randomness.Stream;

class VelocityNetworkTest extends EngineTest {

    @ParameterizedTest
    @CsvSource({"4, 7, 7, 1, 1", "8, 8, 8, 1, 1", "4, 4, 4, 1, 0", "16, 4, 10, 1, 1", "1, 28, 28, 2, 1",
            "3, 48, 32, 4, 1", "2, 13, 9, 1, 2"})
    void shouldKeepTheShapeOfAnyGrid(int colours, int height, int width, int patch, int halvings) {
        // Given
        VelocityNetwork network = new VelocityNetwork(
                new VelocityNetwork.Plan(colours, patch, halvings, 8, 1, 2, 3));
        Parameters parameters = new Parameters(memory);
        network.begin(parameters, 1);
        NDArray x = noise(2, colours, height, width);

        // When
        NDArray v = network.apply(parameters.frozen(memory), x, new float[]{0, 1}, array(new float[6], 2, 3));

        // Then it begins as zero
        assertThat(v.getShape()).isEqualTo(new Shape(2, colours, height, width));
        assertThat(v.toFloatArray()).containsOnly(0);
    }

    @Test
    void shouldDependOnTimeAndClass() {
        // Given the same picture three times
        VelocityNetwork network = new VelocityNetwork(new VelocityNetwork.Plan(2, 1, 1, 8, 1, 2, 2));
        Parameters parameters = new Parameters(memory);
        network.begin(parameters, 1);
        GradientCheck.disturb(parameters);
        NDArray one = noise(1, 2, 4, 4);
        NDArray x = one.concat(one, 0).concat(one, 0);

        // When
        NDArray v = network.apply(parameters.frozen(memory), x, new float[]{0.2f, 0.2f, 0.3f},
                array(new float[]{1, 0, 0, 0, 1, 0}, 3, 2));

        // Then
        assertThat(v.get(0).toFloatArray()).isNotEqualTo(v.get(1).toFloatArray());
        assertThat(v.get(0).toFloatArray()).isNotEqualTo(v.get(2).toFloatArray());
    }

    private NDArray noise(int n, int colours, int height, int width) {
        return Batch.noise(memory, 1, Stream.TRAINING_NOISE, 0, n, colours * height * width).reshape(n, colours, height,
                width);
    }
}
