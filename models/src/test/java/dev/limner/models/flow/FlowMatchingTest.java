package dev.limner.models.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

import dev.limner.models.Batch;
import dev.limner.models.Configuration;
import dev.limner.models.EngineTest;
import dev.limner.models.PictureShape;
import dev.limner.models.engine.Parameters;
import dev.limner.models.randomness.Randomness;
import dev.limner.models.randomness.Stream;

class FlowMatchingTest extends EngineTest {
    private static final int N = 4;
    private static final int NUMBERS = 16 * 16;
    private NDArray data;

    @BeforeEach
    void makeData() {
        data = memory.zeros(new Shape(N, 1, 16, 16)).add(0.5f);
    }

    @Test
    void shouldAskForTheWayFromNoiseToPicture() {
        // Given a network that answers 0, and pictures that are all ½
        Parameters parameters = new Parameters(memory);
        FlowMatching matching = matching(parameters, "independent");

        // When
        float loss = matching.training(parameters.frozen(memory), batch(), data).getFloat();

        // Then the mean of (½ − ε)²
        float[] noise = new float[NUMBERS];
        double sum = 0;
        for (int i = 0; i < N; i++) {
            new Randomness(7, Stream.TRAINING_NOISE, 100 + i).normals(noise, 0, NUMBERS);
            for (float each : noise) {
                sum += (0.5 - each) * (0.5 - each) / (N * NUMBERS);
            }
        }
        assertThat((double) loss).isCloseTo(sum, within(1e-4));
    }

    @Test
    void shouldHaveShorterWaysWhereNoiseIsExchanged() {
        // Given pictures unlike each other, without classes
        Parameters parameters = new Parameters(memory);
        NDArray unlike = Batch.noise(memory, 1, Stream.SAMPLE_NOISE, 0, N, NUMBERS).reshape(N, 1, 16, 16);
        float independent = matching(parameters, "independent").training(parameters.frozen(memory), batch(), unlike)
                .getFloat();

        // When
        float coupled = matching(new Parameters(memory), "optimalTransport").training(parameters.frozen(memory),
                batch(), unlike).getFloat();

        // Then
        assertThat(coupled).isLessThan(independent);
    }

    @Test
    void shouldMeasureHeldOutPicturesTheSameEachTime() {
        // Given
        Parameters parameters = new Parameters(memory);
        FlowMatching matching = matching(parameters, "optimalTransport");
        float first = matching.heldOut(parameters.frozen(memory), batch(), data).getFloat();

        // When
        float second = matching.heldOut(parameters.frozen(memory), batch(), data).getFloat();

        // Then
        assertThat(second).isEqualTo(first);
    }

    private Batch batch() {
        return new Batch(memory, data, null, new int[]{0, 1, 2, 3}, 100, 7, Stream.TRAINING_NOISE);
    }

    private FlowMatching matching(Parameters parameters, String coupling) {
        Configuration configuration = new FlowFamily().configure("pixel-small",
                Map.of("channels", "8", "coupling", coupling),
                new PictureShape(1, 16, 16), List.of(), 1);
        FlowNetworks networks = FlowNetworks.of(configuration);
        networks.begin(parameters, 1);
        return new FlowMatching(networks.velocity(), FlowSettings.of(configuration.settings()));
    }
}
