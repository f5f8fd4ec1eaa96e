package dev.limner.models.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CholeskyTest {

    @Test
    void shouldFactorAMatrix() {
        // Given L Lᵀ of L = (2; 6 1; −8 5 3)
        double[][] a = {{4, 12, -16}, {12, 37, -43}, {-16, -43, 98}};

        // When
        double[][] l = Cholesky.of(a);

        // Then
        assertThat(l).isDeepEqualTo(new double[][]{{2, 0, 0}, {6, 1, 0}, {-8, 5, 3}});
    }

    @Test
    void shouldSolveForward() {
        // Given L = (2; 1 4), b = (4, 10)
        double[] b = {4, 10};

        // When
        Cholesky.solve(Cholesky.transposed(new double[][]{{2, 0}, {1, 4}}), b);

        // Then 2 y₁ = 4, y₁ + 4 y₂ = 10
        assertThat(b).containsExactly(2, 2);
    }

    @Test
    void shouldKnowTheDeterminant() {
        // Given
        double[][] l = {{2, 0}, {5, 3}};

        // When
        double half = Cholesky.halfLogDeterminant(l);

        // Then |L Lᵀ| = 36
        assertThat(half).isCloseTo(Math.log(36) / 2, within(1e-12));
    }

    @Test
    void shouldRefuseWhatIsNotPositiveDefinite() {
        // Given
        double[][] a = {{1, 2}, {2, 4}};

        // When Then
        assertThatThrownBy(() -> Cholesky.of(a)).isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("pivot 1");
    }
}
