package dev.limner.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MaskTest {
    @Test
    void shouldCutABoxAtTheEdges() {
        assertThat(Mask.box(3, 4, 2, -1, 9, 3)).isEqualTo(mask("..##", "..##", "...."));
        assertThat(Mask.box(3, 4, 7, 0, 2, 2).count()).isZero();
        assertThat(Mask.box(3, 4, -5, 0, 2, 2).count()).isZero();
    }

    @Test
    void shouldGrowADisc() {
        // Given
        Mask dot = Mask.box(5, 6, 2, 2, 1, 1);

        // When
        Mask grown = dot.grown(2);

        // Then: √5 > 2, so no corners
        assertThat(grown).isEqualTo(mask("..#...", ".###..", "#####.", ".###..", "..#..."));
        assertThat(dot.grown(0)).isEqualTo(dot);
    }

    @Test
    void shouldShrinkButNotFromTheEdges() {
        assertThat(mask("###.", "####", "####").shrunk(1)).isEqualTo(mask("##..", "###.", "####"));
    }

    @Test
    void shouldReadAlphaBeforeColour() {
        // Given: white that cannot be seen, and black that can
        Picture picture = new Picture(4, 1, 2, new byte[]{-1, 0, -1, 0, -1, 0, 0, -1});

        // When
        Mask mask = Mask.of(picture, 128);

        // Then
        assertThat(mask).isEqualTo(mask(".#"));
        assertThat(Mask.of(new Picture(1, 1, 2, new byte[]{127, (byte) 128}), 128)).isEqualTo(mask(".#"));
    }

    @Test
    void shouldNameBothSizes() {
        assertThatThrownBy(() -> mask("#.").mustFit(Pictures.plain(1, 2, 2, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a mask of 2×1 pixels for a picture of 2×2");
    }

    private static Mask mask(String... rows) {
        return Pictures.mask(rows);
    }
}
