package dev.limner.images.texture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import dev.limner.images.Mask;
import dev.limner.images.Picture;
import dev.limner.images.Pictures;

class ExemplarFillTest {
    private static final Picture TILES = Pictures.grey(80, 90,
            (y, x) -> y % 8 == 0 || x % 12 == 0 ? 20 : 120 + 5 * (y % 8) + 3 * (x % 12));

    @Test
    void shouldRestoreARegularTexture() {
        // Given: a hole larger than a tile
        Mask hole = Mask.box(80, 90, 31, 28, 27, 21);

        // When
        Picture filled = ExemplarFill.fill(without(TILES, hole), hole, 17, 1);

        // Then
        assertThat(filled).isEqualTo(TILES);
    }

    @Test
    void shouldRestoreAtTheEdgeAndInSeveralParts() {
        // Given
        boolean[] inside = Mask.box(80, 90, 0, 0, 15, 9).inside().clone();
        for (int y = 60; y < 72; y++) {
            inside[y * 90 + 89] = true;
            inside[y * 90 + 50] = true;
        }
        Mask hole = new Mask(80, 90, inside);

        // When
        Picture filled = ExemplarFill.fill(without(TILES, hole), hole, 17, 1);

        // Then
        assertThat(filled).isEqualTo(TILES);
    }

    @Test
    void shouldFollowShading() {
        // Given: tiles under light that falls off to the right, so that no patch fits as it is
        Picture shaded = Pictures.grey(80, 90, (y, x) -> TILES.at(0, y, x) * 0.8 + x * 0.6);
        Mask hole = Mask.box(80, 90, 31, 28, 27, 21);

        // When
        Picture filled = ExemplarFill.fill(without(shaded, hole), hole, 17, 1);

        // Then
        int furthest = 0;
        for (int i = 0; i < filled.pixels().length; i++) {
            furthest = Math.max(furthest, Math.abs((filled.pixels()[i] & 0xff) - (shaded.pixels()[i] & 0xff)));
        }
        assertThat(furthest).isLessThanOrEqualTo(6);
    }

    @Test
    void shouldKeepKnownPixelsAndRepeatItself() {
        // Given
        Picture noise = Pictures.noisy(3, 40, 50, 6);
        Mask hole = Mask.box(40, 50, 20, 10, 14, 16);

        // When
        Picture filled = ExemplarFill.fill(noise, hole, 5);

        // Then
        assertThat(without(filled, hole)).isEqualTo(without(noise, hole));
        assertThat(ExemplarFill.fill(without(noise, hole), hole, 5)).isEqualTo(filled);
    }

    @Test
    void shouldMakeDoWithSmallPatches() {
        // Given: a frame of four pixels is all that is known
        Picture plain = Pictures.plain(3, 30, 30, 77);
        Mask hole = Mask.box(30, 30, 4, 4, 22, 22);

        // When
        Picture filled = ExemplarFill.fill(without(plain, hole), hole, 1);

        // Then
        assertThat(filled).isEqualTo(plain);
    }

    @Test
    void shouldRefuseWhereNothingIsKnown() {
        assertThatThrownBy(() -> ExemplarFill.fill(TILES, Mask.box(80, 90, 0, 0, 90, 80), 1))
                .hasMessage("7200 of 90×80 pixels are to be filled: nowhere do 3×3 known ones lie together");
        assertThatThrownBy(() -> ExemplarFill.fill(TILES, Mask.box(3, 3, 0, 0, 1, 1), 1))
                .hasMessageContaining("3×3").hasMessageContaining("90×80");
        assertThat(ExemplarFill.fill(TILES, Mask.box(80, 90, 0, 0, 0, 0), 1)).isSameAs(TILES);
    }

    private static Picture without(Picture picture, Mask hole) {
        byte[] pixels = picture.pixels().clone();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = hole.inside()[i % hole.inside().length] ? 0 : pixels[i];
        }
        return new Picture(picture.channels(), picture.height(), picture.width(), pixels);
    }
}
