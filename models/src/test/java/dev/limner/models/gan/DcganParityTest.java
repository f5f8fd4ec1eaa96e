package dev.limner.models.gan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import ai.djl.training.GradientCollector;

import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.EngineTest;
import dev.limner.models.PictureShape;
import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Torch;
import dev.limner.models.losses.NonSaturating;

/**
 * One step of dcgan-32 is libtorch's own, from the same numbers, to 1e-5: {@code dcgan-parity.txt} was printed by
 * {@code benchmarks/dcgan-parity/DcganParity.java}, which says how.
 */
class DcganParityTest extends EngineTest {
    private static final int BATCH = 4;
    private static final double RELATIVE = 1e-5;
    private final Map<String, double[]> expected = read();
    private final Canvas canvas = new Canvas(new PictureShape(3, 32, 32), 32, 32);
    private final DcganGenerator generator = new DcganGenerator(100, 64, canvas);
    private final DcganDiscriminator discriminator = new DcganDiscriminator(64, canvas);

    @Test
    void shouldTakeLibtorchsStep() {
        // Given
        Parameters painting = new Parameters(memory);
        generator.begin(painting, 1);
        painting.set(numbers("generator", painting));
        Parameters judging = new Parameters(memory);
        discriminator.begin(judging, 1);
        judging.set(numbers("discriminator", judging));
        NDArray z = array(numbers("z", 2, 0, BATCH * 100), BATCH, 100);
        NDArray x = array(numbers("x", 2, 0, BATCH * 3 * 32 * 32), BATCH, 3, 32, 32);
        NonSaturating loss = new NonSaturating();

        // When
        NDArray fake;
        try (GradientCollector collector = Torch.engine().newGradientCollector()) {
            fake = generator.paint(painting.in(memory), z, null, true);
            NDArray real = discriminator.score(judging.in(memory), x, null, true);
            NDArray unreal = discriminator.score(judging.in(memory), fake.stopGradient(), null, true);
            NDArray judged = loss.discriminator(real, unreal);
            collector.backward(judged);
            assertSame("fake", fake);
            assertSame("realProbability", Activation.sigmoid(real));
            assertSame("fakeProbability", Activation.sigmoid(unreal));
            assertSame("discriminatorLoss", judged);
        }
        try (GradientCollector collector = Torch.engine().newGradientCollector()) {
            NDArray painted = loss.generator(discriminator.score(judging.frozen(memory), fake, null, true));
            collector.backward(painted);
            assertSame("generatorLoss", painted);
        }

        // Then
        assertGradients("generator", painting);
        assertGradients("discriminator", judging);
        assertBuffers("generator", painting);
        assertBuffers("discriminator", judging);
        assertSame("sample", generator.paint(painting.frozen(memory), z, null, false));
        assertSame("validity",
                Activation.sigmoid(discriminator.score(judging.frozen(memory), x, null, false)));
    }

    private void assertGradients(String network, Parameters parameters) {
        Parameters gradients = parameters.copy();
        Torch.Recording off = Torch.withoutRecording();
        parameters.vector().getGradient().copyTo(gradients.vector());
        off.close();
        gradients.tensors().forEach((name, tensor) -> {
            if (!name.contains("running")) {
                assertSame("gradient." + network + "." + name, tensor.floats());
            }
        });
    }

    private void assertBuffers(String network, Parameters parameters) {
        parameters.bufferNames().forEach(name -> assertSame(network + "." + name, parameters.buffer(name)));
    }

    private void assertSame(String name, NDArray array) {
        assertSame(name, array.toFloatArray());
    }

    private void assertSame(String name, float[] values) {
        double[] line = expected.get(name);
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        double scale = line[0];
        assertThat(Math.sqrt(squares / values.length)).as("root mean square of %s", name)
                .isCloseTo(scale, within(RELATIVE * scale));
        for (int i = 1; i < line.length; i++) {
            int place = (int) ((long) (i - 1) * values.length / (line.length - 1));
            assertThat((double) values[place]).as("%s[%d]", name, place)
                    .isCloseTo(line[i], within(RELATIVE * Math.max(scale, Math.abs(line[i]))));
        }
    }

    private static SortedMap<String, Tensor> numbers(String network, Parameters parameters) {
        SortedMap<String, Tensor> numbers = new TreeMap<>(parameters.tensors());
        numbers.replaceAll((name, tensor) -> {
            String full = network + "." + name;
            if (name.contains("running")) {
                return tensor;
            }
            boolean norm = name.contains("norm");
            return Tensor.of(numbers(full, norm ? 0.5f : 0.1f, norm && name.endsWith("weight") ? 1 : 0,
                    tensor.floats().length), tensor.shape());
        });
        return numbers;
    }

    /** As the peer makes them. */
    private static float[] numbers(String name, float width, float middle, int size) {
        Random random = new Random(name.hashCode());
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = middle + (random.nextFloat() - 0.5f) * width;
        }
        return values;
    }

    private static Map<String, double[]> read() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                DcganParityTest.class.getResourceAsStream("dcgan-parity.txt"), StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).map(line -> line.split(" "))
                    .collect(Collectors.toMap(words -> words[0], words -> {
                        double[] numbers = new double[words.length - 1];
                        for (int i = 0; i < numbers.length; i++) {
                            numbers[i] = Double.parseDouble(words[i + 1]);
                        }
                        return numbers;
                    }));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
