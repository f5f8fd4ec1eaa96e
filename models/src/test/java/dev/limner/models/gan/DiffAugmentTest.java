package dev.limner.models.gan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;

import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.Batch;
import dev.limner.models.EngineTest;
import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Torch;
import dev.limner.models.randomness.Stream;

class DiffAugmentTest extends EngineTest {
    private static final int SIDE = 16;
    private static final int COUNT = 40;

    @Test
    void shouldLeavePicturesAsTheyAre() {
        // Given
        NDArray x = memory.ones(new Shape(2, 1, SIDE, SIDE));

        // When
        NDArray same = DiffAugment.named("none").apply(x, batch(x), 0);

        // Then
        assertThat(same).isSameAs(x);
    }

    @Test
    void shouldMoveEachPictureByWholePixelsUpToAnEighth() {
        // Given one bright pixel at (8, 8) of each
        NDArray x = dots();

        // When
        float[] moved = DiffAugment.named("translation").apply(x, batch(x), 0).toFloatArray();

        // Then it is within 2 pixels of where it was, for the pictures differently, and nothing else is there
        int[] places = new int[COUNT];
        for (int n = 0; n < COUNT; n++) {
            float[] picture = Arrays.copyOfRange(moved, n * SIDE * SIDE, (n + 1) * SIDE * SIDE);
            int place = 0;
            while (picture[place] == 0) {
                place++;
            }
            places[n] = place;
            assertThat(Math.abs(place / SIDE - 8)).isLessThanOrEqualTo(2);
            assertThat(Math.abs(place % SIDE - 8)).isLessThanOrEqualTo(2);
            assertThat(picture).containsOnlyOnce(1).contains(0);
        }
        assertThat(Arrays.stream(places).distinct().count()).isGreaterThan(15);
    }

    @Test
    void shouldLetZerosComeIn() {
        // Given
        NDArray x = memory.ones(new Shape(COUNT, 1, SIDE, SIDE));

        // When
        float[] sums = DiffAugment.named("translation").apply(x, batch(x), 0).sum(new int[]{1, 2, 3}).toFloatArray();

        // Then what is left has (16 − |dy|)(16 − |dx|) pixels, dy and dx up to 2
        for (float sum : sums) {
            assertThat(sum).isIn(256f, 240f, 224f, 225f, 210f, 196f);
        }
        assertThat(sums).contains(196);
    }

    @Test
    void shouldCutASquareOfHalfTheSides() {
        // Given
        NDArray x = memory.ones(new Shape(COUNT, 1, SIDE, SIDE));

        // When
        float[] sums = DiffAugment.named("cutout").apply(x, batch(x), 0).sum(new int[]{1, 2, 3}).toFloatArray();

        // Then 8×8 are gone, fewer where the centre is near an edge, 4×4 at least
        for (float sum : sums) {
            assertThat(sum).isBetween(256f - 64, 256f - 16);
        }
        assertThat(sums).contains(256 - 64);
    }

    @Test
    void shouldChangeColoursAsThePaperSays() {
        // Given pictures of one pixel's pattern: (0.5, −0.5) in each channel alike, so that saturation does nothing
        NDArray x = memory.ones(new Shape(COUNT, 3, 1, 2)).mul(array(new float[]{0.5f, -0.5f}, 1, 1, 1, 2));

        // When
        float[] y = DiffAugment.named("colour").apply(x, batch(x), 0).toFloatArray();

        // Then mean ± contrast/2, the mean being the brightness
        for (int n = 0; n < COUNT; n++) {
            float left = y[n * 6];
            float right = y[n * 6 + 1];
            assertThat((left + right) / 2).isBetween(-0.5f, 0.5f);
            assertThat(left - right).isBetween(0.5f, 1.5f);
            assertThat(y[n * 6 + 4]).isCloseTo(left, within(1e-6f));
        }
    }

    @Test
    void shouldDrawTheSameForTheSamePassOnly() {
        // Given
        NDArray x = dots();
        DiffAugment all = DiffAugment.named("colour,translation,cutout");

        // When
        float[] first = all.apply(x, batch(x), 0).toFloatArray();

        // Then
        assertThat(all.apply(x, batch(x), 0).toFloatArray()).containsExactly(first);
        assertThat(all.apply(x, batch(x), 1).toFloatArray()).isNotEqualTo(first);
    }

    @Test
    void shouldLetGradientsBackThrough() {
        // Given L = Σ T(θ): the gradient is 1 where a pixel is still seen, 0 where it is not
        Parameters theta = new Parameters(memory);
        theta.addTrained("x", Tensor.of(new float[SIDE * SIDE], 1, 1, SIDE, SIDE));
        DiffAugment augment = DiffAugment.named("translation,cutout");
        float seen = augment.apply(memory.ones(new Shape(1, 1, SIDE, SIDE)), batch(memory.ones(new Shape(1))), 0)
                .sum().getFloat();

        // When
        try (GradientCollector collector = Torch.engine().newGradientCollector()) {
            NDArray x = theta.in(memory).get("x");
            collector.backward(augment.apply(x, batch(x), 0).sum());
        }

        // Then
        float[] gradient = theta.vector().getGradient().toFloatArray();
        assertThat(gradient).containsOnly(0, 1);
        assertThat(theta.vector().getGradient().sum().getFloat()).isEqualTo(seen);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"none|true", "colour|true", "cutout,translation|true", "colour,colour|false",
            "blur|false", "colour,|false", "none,colour|false"})
    void shouldKnowItsWords(String word, boolean allowed) {
        assertThat(DiffAugment.allows(word)).isEqualTo(allowed);
    }

    private NDArray dots() {
        float[] dots = new float[COUNT * SIDE * SIDE];
        for (int n = 0; n < COUNT; n++) {
            dots[n * SIDE * SIDE + 8 * SIDE + 8] = 1;
        }
        return array(dots, COUNT, 1, SIDE, SIDE);
    }

    private Batch batch(NDArray x) {
        return new Batch(memory, x, null, new int[(int) x.getShape().get(0)], 0, 7, Stream.TRAINING_NOISE);
    }
}
