package dev.limner.models.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import dev.limner.models.EngineTest;
import dev.limner.models.engine.Numbers;

class SolverTest extends EngineTest {
    /** dx/dt = (1 + 2t) x, whose solution is x(1) = x(0) e². */
    private final Solver.Velocity velocity = (x, t) -> Numbers.scaled(x, (float) (1 + 2 * t));

    @ParameterizedTest
    @CsvSource({"EULER, 1, 2", "EULER, 2, 3", "MIDPOINT, 2, 4", "MIDPOINT, 3, 4", "HEUN, 2, 4.5", "HEUN, 1, 4.5"})
    void shouldTakeAsManyStepsAsTheEvaluationsAllow(Solver solver, int evaluations, float expected) {
        // Given by hand, from x = 1: Euler 1 + 1, and 1.5 (1 + ½·2); midpoint 1 + 2·1.5; Heun 1 + ½(1 + 3·2)
        // When
        NDArray end = solver.integrate(velocity, row(1), evaluations);

        // Then
        assertThat(end.getFloat()).isCloseTo(expected, within(1e-6f));
    }

    @ParameterizedTest
    @CsvSource({"EULER, 1", "MIDPOINT, 2", "HEUN, 2"})
    void shouldComeNearerWithShorterStepsByItsOrder(Solver solver, int order) {
        // Given
        int steps = 16;
        int each = order;

        // When
        double coarse = error(solver, steps * each);
        double fine = error(solver, 2 * steps * each);

        // Then halving h divides the error by 2^order
        assertThat(coarse / fine).isBetween(Math.pow(2, order) * 0.88, Math.pow(2, order) * 1.12);
    }

    @ParameterizedTest
    @CsvSource({"EULER", "MIDPOINT", "HEUN"})
    void shouldBeExactWhereTheVelocityIsConstant(Solver solver) {
        // Given
        Solver.Velocity constant = (x, t) -> x.zerosLike().add(3f);

        // When
        NDArray end = solver.integrate(constant, row(1, -2), 8);

        // Then
        assertThat(end.toFloatArray()).containsExactly(new float[]{4, 1}, within(1e-5f));
    }

    @Test
    void shouldLeaveNothingButTheResultBehind() {
        // Given
        try (NDManager own = memory.newSubManager()) {
            NDArray x = own.create(new float[]{1, 2});

            // When
            NDArray end = Solver.HEUN.integrate(velocity, x, 8);

            // Then
            assertThat(own.getManagedArrays()).containsExactly(end);
        }
    }

    private double error(Solver solver, int evaluations) {
        return Math.abs(solver.integrate(velocity, row(1), evaluations).getFloat() - Math.exp(2));
    }
}
