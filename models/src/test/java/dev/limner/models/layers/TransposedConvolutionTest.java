package dev.limner.models.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.TreeMap;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

import ai.djl.ndarray.NDArray;
import ai.djl.training.GradientCollector;

import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.EngineTest;
import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Torch;

class TransposedConvolutionTest extends EngineTest {
    private static final Offset<Float> CLOSE = within(1e-5f);
    private final Random random = new Random(1);

    @Test
    void shouldPaintTheKernelsMiddleFromOnePixel() {
        // Given one pixel of 2 and k = 0 … 15, of which padding 1 leaves the inner 2×2
        Layer layer = new TransposedConvolution("t", 1, 1, 1);
        Parameters parameters = parameters(layer, new float[]{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15});

        // When
        NDArray painted = layer.apply(parameters.in(memory), array(new float[]{2}, 1, 1, 1, 1));

        // Then
        assertThat(painted.getShape().getShape()).containsExactly(1, 1, 2, 2);
        assertThat(painted.toFloatArray()).containsExactly(10, 12, 18, 20);
    }

    @Test
    void shouldAddWhereTwoPixelsOverlap() {
        // Given a row of 1 and 10, and k = 0 … 15; y[Y,X] = Σ_w x[w] k[Y+1,X+1−2w]
        Layer layer = new TransposedConvolution("t", 1, 1, 1);
        Parameters parameters = parameters(layer, new float[]{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15});

        // When
        NDArray painted = layer.apply(parameters.in(memory), array(new float[]{1, 10}, 1, 1, 1, 2));

        // Then rows 1 and 2 of k: (5, 6 + 10·4, 7 + 10·5, 10·6)
        assertThat(painted.toFloatArray()).containsExactly(5, 46, 57, 60, 9, 90, 101, 100);
    }

    @Test
    void shouldBeWhatTheSumSays() {
        // Given
        Layer layer = new TransposedConvolution("t", 3, 2, 1);
        float[] kernels = numbers(3 * 2 * 16);
        float[] pictures = numbers(2 * 3 * 5 * 4);

        // When
        NDArray painted = layer.apply(parameters(layer, kernels).in(memory), array(pictures, 2, 3, 5, 4));

        // Then
        assertThat(painted.getShape().getShape()).containsExactly(2, 2, 10, 8);
        assertThat(painted.toFloatArray()).containsExactly(reference(pictures, 2, 3, 5, 4, kernels, 2, 4, 2, 1), CLOSE);
    }

    @Test
    void shouldBeAProductForPicturesOfOnePixel() {
        // Given
        Layer layer = new FirstTransposedConvolution("t", 3, 2, 4, 1);
        float[] kernels = numbers(3 * 2 * 16);
        float[] pictures = numbers(2 * 3);

        // When
        NDArray painted = layer.apply(parameters(layer, kernels).in(memory), array(pictures, 2, 3));

        // Then
        assertThat(painted.getShape().getShape()).containsExactly(2, 2, 4, 4);
        assertThat(painted.toFloatArray()).containsExactly(reference(pictures, 2, 3, 1, 1, kernels, 2, 4, 1, 0), CLOSE);
    }

    @Test
    void shouldHaveTheGradientsThatDifferencesShow() {
        // Given L = Σ y c: linear in k, so that differences are exact but for rounding
        Layer layer = new TransposedConvolution("t", 2, 2, 1);
        float[] kernels = numbers(2 * 2 * 16);
        float[] pictures = numbers(2 * 3 * 3);
        float[] weighing = numbers(2 * 6 * 6);
        Parameters parameters = parameters(layer, kernels);

        // When
        try (GradientCollector collector = Torch.engine().newGradientCollector()) {
            collector.backward(layer.apply(parameters.in(memory), array(pictures, 1, 2, 3, 3))
                    .mul(array(weighing, 1, 2, 6, 6)).sum());
        }

        // Then
        float[] gradient = parameters.vector().getGradient().toFloatArray();
        for (int i = 0; i < kernels.length; i++) {
            float[] more = kernels.clone();
            more[i] += 1;
            double difference = weighed(pictures, more, weighing) - weighed(pictures, kernels, weighing);
            assertThat(gradient[i]).as("of weight %d", i).isCloseTo((float) difference, CLOSE);
        }
    }

    private double weighed(float[] pictures, float[] kernels, float[] weighing) {
        float[] painted = reference(pictures, 1, 2, 3, 3, kernels, 2, 4, 2, 1);
        double sum = 0;
        for (int i = 0; i < painted.length; i++) {
            sum += (double) painted[i] * weighing[i];
        }
        return sum;
    }

    /** The definition: every pixel adds its multiple of the kernel at stride times its place, less the padding. */
    private static float[] reference(float[] x, int n, int in, int height, int width, float[] k, int out, int side,
            int stride, int padding) {
        int tall = (height - 1) * stride + side - 2 * padding;
        int wide = (width - 1) * stride + side - 2 * padding;
        double[] y = new double[n * out * tall * wide];
        for (int place = 0; place < x.length; place++) {
            int column = place % width;
            int row = place / width % height;
            int i = place / width / height % in;
            int picture = place / width / height / in;
            for (int tap = 0; tap < out * side * side; tap++) {
                int up = row * stride + tap / side % side - padding;
                int across = column * stride + tap % side - padding;
                if (up >= 0 && up < tall && across >= 0 && across < wide) {
                    int o = tap / side / side;
                    y[((picture * out + o) * tall + up) * wide + across] += (double) x[place]
                            * k[i * out * side * side + tap];
                }
            }
        }
        float[] rounded = new float[y.length];
        for (int i = 0; i < y.length; i++) {
            rounded[i] = (float) y[i];
        }
        return rounded;
    }

    private Parameters parameters(Layer layer, float[] kernels) {
        Parameters parameters = new Parameters(memory);
        layer.begin(parameters, 1);
        long[] shape = parameters.tensors().get("t.weight").shape();
        TreeMap<String, Tensor> set = new TreeMap<>();
        set.put("t.weight", Tensor.of(kernels, shape));
        parameters.set(set);
        return parameters;
    }

    private float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = random.nextFloat() - 0.5f;
        }
        return numbers;
    }
}
