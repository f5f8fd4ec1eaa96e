package dev.limner.images.texture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AxisTest {
    @Test
    void shouldEndAtTheEdge() {
        // Given: steps of at most 8 over 100 − 10 pixels: 12 gaps

        // When
        Axis axis = Axis.of(100, 10, 2, false);

        // Then
        assertThat(axis.starts()).startsWith(0, 8, 15).endsWith(83, 90);
        assertThat(axis.before(1)).isEqualTo(2);
        assertThat(axis.after(12)).isZero();
    }

    @Test
    void shouldCloseTheCircle() {
        // Given: steps of at most 8 around 30 pixels: 4 blocks

        // When
        Axis axis = Axis.of(30, 10, 2, true);

        // Then
        assertThat(axis.starts()).containsExactly(0, 8, 15, 23);
        assertThat(axis.after(3)).isEqualTo(3);
        assertThat(axis.after(2)).isZero();
    }

    @Test
    void shouldOverlapEnoughWhateverTheLength() {
        for (int length = 12; length < 300; length++) {
            for (boolean closed : new boolean[]{false, true}) {
                Axis axis = Axis.of(length, 12, 3, closed);
                for (int i = 1; i < axis.count(); i++) {
                    assertThat(axis.before(i)).isGreaterThanOrEqualTo(closed ? 2 : 3).isLessThan(12);
                }
                assertThat(axis.starts()[axis.count() - 1] + 12).isGreaterThanOrEqualTo(length);
            }
        }
    }

    @Test
    void shouldNeedOneBlockForItsOwnLength() {
        assertThat(Axis.of(12, 12, 3, false).starts()).containsExactly(0);
    }
}
