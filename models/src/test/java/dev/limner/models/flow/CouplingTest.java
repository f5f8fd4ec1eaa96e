package dev.limner.models.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import ai.djl.ndarray.NDArray;

import dev.limner.models.EngineTest;

class CouplingTest extends EngineTest {
    private static final int[] ONE_CLASS = {0, 0, 0};

    @Test
    void shouldJoinWhatIsNear() {
        // Given
        NDArray data = array(new float[]{0, 0, 10, 0, 0, 10}, 3, 2);
        NDArray noise = array(new float[]{1, 8, -1, 1, 9, 1}, 3, 2);

        // When
        NDArray coupled = Coupling.OPTIMAL_TRANSPORT.coupled(noise, data, ONE_CLASS);

        // Then
        assertThat(coupled.toFloatArray()).containsExactly(-1, 1, 9, 1, 1, 8);
    }

    @Test
    void shouldExchangeNoiseWithinAClassOnly() {
        // Given rows 0 and 2 of one class, row 1 of another
        NDArray data = array(new float[]{0, 0, 10, 0, 0, 10}, 3, 2);
        NDArray noise = array(new float[]{1, 8, -1, 1, 9, 1}, 3, 2);

        // When
        NDArray coupled = Coupling.OPTIMAL_TRANSPORT.coupled(noise, data, new int[]{4, -1, 4});

        // Then
        assertThat(coupled.toFloatArray()).containsExactly(9, 1, -1, 1, 1, 8);
    }

    @Test
    void shouldLeaveIndependentNoiseWhereItIs() {
        // Given
        NDArray data = array(new float[]{0, 0, 10, 0, 0, 10}, 3, 2);
        NDArray noise = array(new float[]{1, 8, -1, 1, 9, 1}, 3, 2);

        // When
        NDArray coupled = Coupling.INDEPENDENT.coupled(noise, data, ONE_CLASS);

        // Then
        assertThat(coupled.toFloatArray()).containsExactly(1, 8, -1, 1, 9, 1);
    }
}
