package dev.limner.models.cnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SortedMap;

import org.junit.jupiter.api.Test;

import ai.djl.training.GradientCollector;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.Batch;
import dev.limner.models.EngineTest;
import dev.limner.models.engine.Numbers;
import dev.limner.models.engine.Torch;
import dev.limner.models.randomness.Stream;

class CodeDescentTest extends EngineTest {
    private final CodeDescent codes = new CodeDescent(3, 2, () -> new float[]{0.1f, 0.2f, 0.3f, 0.4f, 0.6f, 0.8f});

    @Test
    void shouldMoveTheRowsOfTheBatchByTheirOwnGradients() {
        // Given the mean over pictures 2 and 0 of l_n = n-th row · (1, 2)
        learn(1, 2, 2, 0);

        // When
        double norm = codes.step(0.1);

        // Then each moves by −0.1 (1, 2), and ‖(½, 1, ½, 1)‖ is what arrived
        assertThat(codes.code(0)).containsExactly(new float[]{0, 0}, within(1e-6f));
        assertThat(codes.code(1)).containsExactly(0.3f, 0.4f);
        assertThat(codes.code(2)).containsExactly(new float[]{0.5f, 0.6f}, within(1e-6f));
        assertThat(norm).isCloseTo(Math.sqrt(2.5), within(1e-6));
    }

    @Test
    void shouldBringCodesBackIntoTheUnitBall() {
        // Given a step from (0.6, 0.8) to (3.6, 4.8)
        learn(-3, -4, 2);

        // When
        codes.step(1);

        // Then
        assertThat(codes.code(2)).containsExactly(new float[]{0.6f, 0.8f}, within(1e-6f));
    }

    @Test
    void shouldFollowEachGradientOnceAlsoOfAPictureThatComesTwice() {
        // Given
        learn(1, 0, 1, 1);

        // When
        codes.step(0.05);
        double norm = codes.step(0.05);

        // Then
        assertThat(codes.code(1)).containsExactly(new float[]{0.2f, 0.4f}, within(1e-6f));
        assertThat(norm).isZero();
    }

    @Test
    void shouldGoOnFromItsStateBitForBit() {
        // Given
        learn(1, 2, 0);
        codes.step(0.01);
        CodeDescent resumed = new CodeDescent(3, 2, () -> {
            throw new IllegalStateException("first codes, though others are there");
        });

        // When
        resumed.restore(codes.state());

        // Then
        assertThat(resumed.state()).isEqualTo(codes.state());
    }

    @Test
    void shouldRefuseCodesOfOtherPictures() {
        // Given
        SortedMap<String, Tensor> state = new CodeDescent(4, 2, () -> new float[8]).state();

        // When Then
        assertThatThrownBy(() -> codes.restore(state)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("F32[3, 2]");
    }

    @Test
    void shouldKeepTheBall() {
        // Given
        float[] values = {9, 3, 4, 0.3f, 0.4f};

        // When
        UnitBall.project(values, 1, 2);
        UnitBall.project(values, 3, 2);

        // Then
        assertThat(values).containsExactly(new float[]{9, 0.6f, 0.8f, 0.3f, 0.4f}, within(1e-6f));
    }

    /** Backward from the mean over the chosen rows z of z · (a, b). */
    private void learn(float a, float b, int... chosen) {
        Batch batch = new Batch(memory, array(new float[chosen.length], chosen.length, 1, 1, 1), null, chosen, 0, 1,
                Stream.TRAINING_NOISE);
        try (GradientCollector collector = Torch.engine().newGradientCollector()) {
            collector.backward(Numbers.scaled(codes.rows(batch).mul(row(a, b)).sum(), 1f / chosen.length));
        }
    }
}
