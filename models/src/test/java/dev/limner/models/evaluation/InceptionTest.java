package dev.limner.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import ai.djl.ndarray.NDArray;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.EngineTest;
import dev.limner.models.engine.Numbers;
import dev.limner.models.layers.Trace;

/** Shapes as in table 1 of Szegedy et al. 2016; numbers are compared with PyTorch's by benchmarks/inception-parity. */
class InceptionTest extends EngineTest {

    @Test
    void shouldHaveThePublishedShapesAndParameters() {
        // Given weights of zero, whose features are the last biases' alone
        InceptionNetwork network = new InceptionNetwork();
        Map<String, long[]> made = new LinkedHashMap<>();
        long parameters = network.steps().stream()
                .mapToLong(step -> (long) step.in() * step.out() * step.high() * step.wide() + 2L * step.out()).sum();
        Features features;

        // When
        try (Inception inception = new Inception(weights(0.25f), "cpu")) {
            Features[] found = new Features[1];
            Trace.of(() -> found[0] = inception.features(new Halves(1)),
                    each -> made.put(each.layer(), each.output().getShape()));
            features = found[0];
        }

        // Then (torchvision's 23 834 568 without AuxLogits, less fc's 2048 · 1000 + 1000)
        assertThat(parameters).isEqualTo(21_785_568);
        assertThat(made.get("Conv2d_1a_3x3")).containsExactly(1, 32, 149, 149);
        assertThat(made.get("Conv2d_4a_3x3")).containsExactly(1, 192, 71, 71);
        assertThat(made.get("Mixed_5b")).containsExactly(1, 256, 35, 35);
        assertThat(made.get("Mixed_5d")).containsExactly(1, 288, 35, 35);
        assertThat(made.get("Mixed_6a")).containsExactly(1, 768, 17, 17);
        assertThat(made.get("Mixed_6e")).containsExactly(1, 768, 17, 17);
        assertThat(made.get("Mixed_7a")).containsExactly(1, 1280, 8, 8);
        assertThat(made.get("Mixed_7c")).containsExactly(1, 2048, 8, 8);
        assertThat(features.values()).hasSize(2048).containsOnly(0.25f);
    }

    @Test
    void shouldResizeByPixelsCentres() {
        // Given two pixels, 0 and 1: at column j it is (j + ½) 2/299 − ½ of the way
        NDArray x = Numbers.of(memory, new float[]{0, 1}, 1, 1, 1, 2);

        // When
        float[] row = Inception.prepared(x).toFloatArray();

        // Then
        assertThat(row).hasSize(3 * 299 * 299);
        assertThat(row[0]).isEqualTo(-1f);
        assertThat(row[149]).isCloseTo(0f, within(1e-6f));
        assertThat(row[100]).isCloseTo((float) (2 * (100.5 * 2 / 299 - 0.5) - 1), within(1e-6f));
        assertThat(row[298]).isEqualTo(1f);
    }

    @Test
    void shouldNotCountWhatIsPaddedInMeans() {
        // Given 1 to 6 in two rows
        NDArray x = Numbers.of(memory, new float[]{1, 2, 3, 4, 5, 6}, 1, 1, 2, 3);

        // When Then
        assertThat(InceptionNetwork.means(x).toFloatArray()).containsExactly(new float[]{3, 3.5f, 4, 3, 3.5f, 4},
                within(1e-6f));
    }

    @Test
    void shouldShowTransparentPicturesOverWhite() {
        // Given a black pixel of alpha ¼
        NDArray x = Numbers.of(memory, new float[]{0, 0, 0, 0.25f}, 1, 4, 1, 1);

        // When Then
        assertThat(Inception.prepared(x).toFloatArray()[0]).isCloseTo(0.5f, within(1e-6f));
    }

    @Test
    void shouldNameTheTensorThatIsMissing() {
        // Given
        SortedMap<String, Tensor> tensors = weights(0);
        tensors.remove("Mixed_6c.branch7x7_2.bn.running_var");

        // When Then
        assertThatThrownBy(() -> new Inception(tensors, "cpu")).isInstanceOf(ProblemException.class)
                .hasMessageContaining("'Mixed_6c.branch7x7_2.bn.running_var'").hasMessageContaining("[160]");
    }

    private static SortedMap<String, Tensor> weights(float bias) {
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        for (InceptionNetwork.Step step : new InceptionNetwork().steps()) {
            int out = step.out();
            tensors.put(step.name() + ".conv.weight",
                    Tensor.of(new float[out * step.in() * step.high() * step.wide()], out, step.in(), step.high(),
                            step.wide()));
            tensors.put(step.name() + ".bn.weight", Tensor.of(new float[out], out));
            float[] biases = new float[out];
            java.util.Arrays.fill(biases, bias);
            tensors.put(step.name() + ".bn.bias", Tensor.of(biases, out));
            tensors.put(step.name() + ".bn.running_mean", Tensor.of(new float[out], out));
            tensors.put(step.name() + ".bn.running_var", Tensor.of(new float[out], out));
        }
        return tensors;
    }
}
