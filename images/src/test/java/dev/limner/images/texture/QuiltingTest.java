package dev.limner.images.texture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.limner.images.Picture;
import dev.limner.images.Pictures;

class QuiltingTest {
    /** Tiles of 12×8 pixels with grooves: whatever is sewn well goes on without an error. */
    private static final Picture TILES = Pictures.grey(60, 70, QuiltingTest::tiles);

    private static double tiles(int y, int x) {
        return y % 8 == 0 || x % 12 == 0 ? 20 : 120 + 5 * (y % 8) + 3 * (x % 12);
    }

    @Test
    void shouldGoOnWithARegularTexture() {
        // When
        Picture texture = Quilting.texture(TILES, new Quilt(150, 130, 24, 0.1, false, 7));

        // Then: the pattern, from where the first block began
        int dy = 0;
        int dx = 0;
        while (!isTiles(texture, dy, dx)) {
            dx = (dx + 1) % 12;
            dy += dx == 0 ? 1 : 0;
            assertThat(dy).isLessThan(8);
        }
    }

    @Test
    void shouldCloseARegularTexture() {
        // Given: 144 and 120 are whole tiles
        Quilt quilt = new Quilt(144, 120, 24, 0.1, true, 7);

        // When
        Picture texture = Quilting.texture(TILES, quilt);

        // Then: every pixel is what lies 12 columns and 8 rows on, around the edges too
        for (int y = 0; y < 120; y++) {
            for (int x = 0; x < 144; x++) {
                assertThat(texture.at(0, y, x)).isEqualTo(texture.at(0, (y + 8) % 120, (x + 12) % 144));
            }
        }
    }

    @Test
    void shouldJoinTilesAsWellAsItSewsInside() {
        // Given: something like wood, which nowhere repeats
        Picture wood = Pictures.grey(96, 96,
                (y, x) -> 120 + 50 * Math.sin(x / 3.0 + 2 * Math.sin(y / 17.0)) + 40 * Math.sin(y / 11.0 + x / 23.0));

        // When
        Picture texture = Quilting.texture(wood, new Quilt(120, 130, 24, 0.1, true, 3));

        // Then: blocks overlap from each 20th column on; steps around the edge are no steeper than there
        double steepest = 0;
        for (int zone = 1; zone < 6; zone++) {
            steepest = Math.max(steepest, steps(texture, 20 * zone));
        }
        assertThat(steps(texture, 0)).isLessThan(1.1 * steepest);
    }

    /** The sum of the steps from the column before this one to the fourth after it. */
    private static double steps(Picture texture, int column) {
        double sum = 0;
        for (int y = 0; y < texture.height(); y++) {
            for (int x = column + texture.width() - 1; x < column + texture.width() + 4; x++) {
                sum += Math.abs(texture.at(0, y, x % texture.width()) - texture.at(0, y, (x + 1) % texture.width()));
            }
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({"1,1,false", "3,200,false", "200,1,false", "17,19,false", "1,1,true", "5,90,true", "33,17,true",
            "64,64,true", "101,67,false"})
    void shouldMakeAnySizeOfTheExemplarsValues(int width, int height, boolean tileable) {
        // Given
        Picture exemplar = Pictures.noisy(3, 33, 40, 2);

        // When
        Picture texture = Quilting.texture(exemplar, new Quilt(width, height, tileable, 1));

        // Then: pixels are taken whole, never mixed
        assertThat(texture.width()).isEqualTo(width);
        assertThat(texture.height()).isEqualTo(height);
        assertThat(colours(exemplar)).containsAll(colours(texture));
    }

    @Test
    void shouldNotCopyTheExemplarWhole() {
        // Given: noise, which fits nothing but itself
        Picture noise = Pictures.noisy(1, 64, 64, 2);

        // When: a texture as large
        Picture texture = Quilting.texture(noise, new Quilt(64, 64, 16, 0.1, false, 1));

        // Then
        assertThat(texture).isNotEqualTo(noise);
    }

    @Test
    void shouldDependOnTheSeedAloneAndNotOnThreads() throws Exception {
        // Given
        Picture exemplar = Pictures.noisy(3, 50, 60, 2);
        Quilt quilt = new Quilt(120, 90, 0, 0.3, true, 11);

        // When
        Picture alone = new ForkJoinPool(1).submit(() -> Quilting.texture(exemplar, quilt)).get();
        Picture together = new ForkJoinPool(4).submit(() -> Quilting.texture(exemplar, quilt)).get();

        // Then
        assertThat(together).isEqualTo(alone);
        assertThat(Quilting.texture(exemplar, new Quilt(120, 90, 0, 0.3, true, 12))).isNotEqualTo(alone);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "7,30", "2049,8"})
    void shouldRefuseExemplarsOfOtherSizes(int width, int height) {
        Picture exemplar = Pictures.plain(1, height, width, 3);
        assertThatThrownBy(() -> Quilting.texture(exemplar, new Quilt(9, 9, false, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an exemplar of %d×%d pixels: each side is 8 to 2048".formatted(width, height));
    }

    @Test
    void shouldRefuseWishesBeyondTheLimits() {
        assertThatThrownBy(() -> new Quilt(4097, 9, false, 1)).hasMessageContaining("4097×9");
        assertThatThrownBy(() -> new Quilt(9, 0, false, 1)).hasMessageContaining("9×0");
        assertThatThrownBy(() -> new Quilt(9, 9, 3, 0.1, false, 1)).hasMessageContaining("3 pixels");
        assertThatThrownBy(() -> new Quilt(9, 9, 8, Double.NaN, false, 1)).hasMessageContaining("NaN");
    }

    private static boolean isTiles(Picture texture, int dy, int dx) {
        for (int y = 0; y < texture.height(); y++) {
            for (int x = 0; x < texture.width(); x++) {
                if (texture.at(0, y, x) != tiles(y + dy, x + dx)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static Set<Integer> colours(Picture picture) {
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                colours.add(picture.at(0, y, x) << 16 | picture.at(1, y, x) << 8 | picture.at(2, y, x));
            }
        }
        return colours;
    }
}
