package dev.limner.models.optimisers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import dev.limner.models.EngineTest;
import dev.limner.models.engine.Parameters;

class AverageTest extends EngineTest {

    @Test
    void shouldHaveThePapersExponents() {
        // Given σ_rel = 0.05 and 0.10, for which Karras et al. give γ = 16.97 and 6.94

        // When
        double narrow = Average.gamma(0.05);
        double wide = Average.gamma(0.10);

        // Then
        assertThat(narrow).isCloseTo(16.97, within(0.005));
        assertThat(wide).isCloseTo(6.94, within(0.005));
    }

    @Test
    void shouldWeighTheNewAgainstTheOld() {
        // Given a σ_rel whose γ is 1: σ² = 2 / (9 · 4); then β₁ = 0, β₂ = (1/2)² = 1/4, β₃ = (2/3)² = 4/9
        Parameters theta = theta(8);
        Average average = new Average(memory, theta, Math.sqrt(2.0 / 36));
        average.update(1);
        theta.vector().addi(8f);
        average.update(2);
        theta.vector().addi(16f);

        // When
        average.update(3);

        // Then (8 → 8/4 + 16·3/4 = 14 → 14·4/9 + 32·5/9 = 24)
        assertThat(average.parameters().vector().toFloatArray()).containsExactly(new float[]{24}, within(1e-5f));
    }

    @Test
    void shouldBeTheWeightsWithoutAWidth() {
        // Given
        Parameters theta = theta(8);
        Average average = new Average(memory, theta, 0);
        average.update(1);
        theta.vector().addi(8f);

        // When
        average.update(2);

        // Then
        assertThat(average.parameters().vector().toFloatArray()).containsExactly(16);
    }
}
