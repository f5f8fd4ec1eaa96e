package dev.limner.models.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

import dev.limner.models.Batch;
import dev.limner.models.EngineTest;
import dev.limner.models.PictureShape;
import dev.limner.models.engine.Parameters;
import dev.limner.models.layers.Halvings;
import dev.limner.models.randomness.Stream;

class AutoencoderTest extends EngineTest {
    private final PictureShape shape = new PictureShape(3, 32, 16);
    private final Autoencoder autoencoder = new Autoencoder(shape, Halvings.of(shape, "flow"), 4, 5);
    private Parameters parameters;
    private NDArray x;

    @BeforeEach
    void begin() {
        parameters = new Parameters(memory);
        autoencoder.begin(parameters, 1);
        x = Batch.noise(memory, 1, Stream.TRAINING_NOISE, 0, 6, 3 * 32 * 16).reshape(6, 3, 32, 16);
    }

    @Test
    void shouldGiveLatentsTheScaleOfNoiseInEachChannel() {
        // When
        NDArray z = autoencoder.encode(parameters.frozen(memory), x, true);

        // Then
        assertThat(z.getShape()).isEqualTo(new Shape(6, 5, 8, 4));
        NDArray byChannel = z.transpose(1, 0, 2, 3).reshape(5, -1);
        assertThat(byChannel.mean(new int[]{1}).toFloatArray()).containsExactly(new float[5], within(1e-4f));
        assertThat(byChannel.square().mean(new int[]{1}).toFloatArray()).containsExactly(new float[]{1, 1, 1, 1, 1},
                within(1e-2f));
        assertThat(autoencoder.decode(parameters.frozen(memory), z).getShape()).isEqualTo(x.getShape());
    }

    @Test
    void shouldRememberTheScaleForWhatItIsNotTrainedOn() {
        // Given one batch, seen until the running mean and variance have come to its own
        for (int i = 0; i < 600; i++) {
            autoencoder.encode(parameters.frozen(memory), x, true);
        }
        float[] own = autoencoder.encode(parameters.frozen(memory), x, true).toFloatArray();
        float[] mean = parameters.tensors().get("latent.mean").floats();

        // When
        float[] remembered = autoencoder.encode(parameters.frozen(memory), x, false).toFloatArray();

        // Then (the running variance is the unbiased one, of 192 numbers)
        assertThat(remembered).containsExactly(own, within(0.02f));
        assertThat(parameters.tensors().get("latent.mean").floats()).containsExactly(mean);
    }
}
