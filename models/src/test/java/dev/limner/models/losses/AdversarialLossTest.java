package dev.limner.models.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import ai.djl.ndarray.NDArray;

import dev.limner.models.EngineTest;

class AdversarialLossTest extends EngineTest {

    @Test
    void shouldBeSurprisedByProbabilities() {
        // Given D(x) = 1/2 and 3/4, D(G(z)) = 1/4 and 1/4
        NDArray real = array(new float[]{0, (float) Math.log(3)}, 2);
        NDArray fake = array(new float[]{(float) -Math.log(3), (float) -Math.log(3)}, 2);

        // When
        AdversarialLoss loss = new NonSaturating();

        // Then ½ (log 2 + log 4/3) + log 4/3, and log 4
        assertThat(loss.discriminator(real, fake).getFloat())
                .isCloseTo((float) (Math.log(2) / 2 + 1.5 * Math.log(4.0 / 3)), within(1e-6f));
        assertThat(loss.generator(fake).getFloat()).isCloseTo((float) Math.log(4), within(1e-6f));
    }

    @Test
    void shouldNotCareBeyondTheMargin() {
        // Given
        NDArray real = array(new float[]{3, 0.5f}, 2);
        NDArray fake = array(new float[]{-2, 1}, 2);

        // When
        AdversarialLoss loss = new Hinge();

        // Then (0 + 0.5)/2 + (0 + 2)/2, and −(−2 + 1)/2
        assertThat(loss.discriminator(real, fake).getFloat()).isEqualTo(1.25f);
        assertThat(loss.generator(fake).getFloat()).isEqualTo(0.5f);
    }

    @Test
    void shouldSquareTheWayToZeroAndOne() {
        // Given
        NDArray real = array(new float[]{1, 3}, 2);
        NDArray fake = array(new float[]{0, 2}, 2);

        // When
        AdversarialLoss loss = new LeastSquares();

        // Then ½ (0 + 4)/2 + ½ (0 + 4)/2, and ½ (1 + 1)/2
        assertThat(loss.discriminator(real, fake).getFloat()).isEqualTo(2);
        assertThat(loss.generator(fake).getFloat()).isEqualTo(0.5f);
    }

    @Test
    void shouldBeTheDistanceBetweenMeanScores() {
        // Given
        NDArray real = array(new float[]{1, 3}, 2);
        NDArray fake = array(new float[]{0, 1}, 2);

        // When
        AdversarialLoss loss = new Wasserstein();

        // Then ½ − 2, and −½
        assertThat(loss.discriminator(real, fake).getFloat()).isEqualTo(-1.5f);
        assertThat(loss.generator(fake).getFloat()).isEqualTo(-0.5f);
    }
}
