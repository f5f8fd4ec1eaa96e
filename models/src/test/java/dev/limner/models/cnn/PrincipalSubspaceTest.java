package dev.limner.models.cnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import ai.djl.ndarray.NDArray;

import dev.limner.models.EngineTest;
import dev.limner.models.randomness.Randomness;
import dev.limner.models.randomness.Stream;

class PrincipalSubspaceTest extends EngineTest {

    @Test
    void shouldFindTheDirectionsOfMostVariance() {
        // Given points of deviation 9 along (3, 4, 0)/5, 4 along (0, 0, 1), and 1 along (4, −3, 0)/5
        NDArray x = array(
                new float[]{5.4f, 7.2f, 0, -5.4f, -7.2f, 0, 0, 0, 4, 0, 0, -4, 0.8f, -0.6f, 0, -0.8f, 0.6f, 0},
                6, 3);

        // When
        NDArray q = PrincipalSubspace.of(x, 2, new Randomness(1, Stream.SUBSPACE, 0));

        // Then Q Qᵀ is the projection on the first two
        assertThat(q.matMul(q.transpose()).toFloatArray())
                .containsExactly(new float[]{0.36f, 0.48f, 0, 0.48f, 0.64f, 0, 0, 0, 1}, within(1e-4f));
    }

    @Test
    void shouldMakeColumnsOrthonormal() {
        // Given (3, 4) and (7, 1)
        float[] columns = {3, 7, 4, 1};

        // When
        float[] q = PrincipalSubspace.orthonormal(memory, columns, 2, 2).toFloatArray();

        // Then (3, 4)/5 and (4, −3)/5
        assertThat(q).containsExactly(new float[]{0.6f, 0.8f, 0.8f, -0.6f}, within(1e-6f));
    }

    @Test
    void shouldLeaveOutColumnsThatSayNothingNew() {
        // Given (1, 1) and (2, 2)
        float[] columns = {1, 2, 1, 2};

        // When
        float[] q = PrincipalSubspace.orthonormal(memory, columns, 2, 2).toFloatArray();

        // Then
        assertThat(new float[]{q[1], q[3]}).containsExactly(0, 0);
    }
}
