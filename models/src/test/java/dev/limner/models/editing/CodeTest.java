package dev.limner.models.editing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CodeTest {
    private static final Code RIGHT = new Code(new float[]{2, 0}, new float[]{1, 0});
    private static final Code UP = new Code(new float[]{0, 2}, new float[]{0, 1});

    @Test
    void shouldKeepTheLengthOnTheGreatCircle() {
        // When
        Code third = Code.between(RIGHT, UP, 1.0 / 3, true);

        // Then: 30° of 90°
        assertThat(third.numbers()[0]).isCloseTo((float) Math.sqrt(3), within(1e-6f));
        assertThat(third.numbers()[1]).isCloseTo(1f, within(1e-6f));
        assertThat(third.classes()[0]).isCloseTo(2 / 3f, within(1e-6f));
    }

    @Test
    void shouldGoStraightWhereCodesLieOnNoSphere() {
        assertThat(Code.between(RIGHT, UP, 0.25, false).numbers()).containsExactly(1.5f, 0.5f);
    }

    @Test
    void shouldBeginAndEndAtTheTwo() {
        assertThat(Code.between(RIGHT, UP, 0, true).numbers()).containsExactly(2, 0);
        assertThat(Code.between(RIGHT, UP, 1, false).numbers()).containsExactly(0, 2);
    }

    @Test
    void shouldGoStraightBetweenCodesOfOneDirection() {
        assertThat(Code.between(RIGHT, new Code(new float[]{4, 0}, new float[]{1, 0}), 0.5, true).numbers())
                .containsExactly(3, 0);
    }
}
