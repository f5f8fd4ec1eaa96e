package dev.limner.models.cnn;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.models.Families;
import dev.limner.models.PictureShape;

class CnnFamilyTest {
    private static final PictureShape SHAPE = new PictureShape(1, 28, 28);

    @Test
    void shouldRefuseToChangePicturesThatHaveOneCode() {
        // Given
        Map<String, String> settings = Map.of("shifts", "2");

        // When Then
        assertThatThrownBy(() -> Families.named("cnn").configure(null, settings, SHAPE, List.of(), 1))
                .isInstanceOf(ProblemException.class).hasMessageContaining("no flips, shifts or colour");
    }

    @Test
    void shouldRefuseSidesThatCannotBeHalved() {
        // Given
        PictureShape odd = new PictureShape(3, 32, 30);

        // When Then
        assertThatThrownBy(
                () -> Families.named("cnn").configure("cnn-plain", Map.of("flips", "true"), odd, List.of(), 1))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("30×32: the cnn needs sides that are multiples of 4");
    }
}
