package dev.limner.images.texture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.limner.images.Draws;
import dev.limner.images.Picture;
import dev.limner.images.Pictures;

class PatchSearchTest {
    @Test
    void shouldSumSquaresOfWhatIsKnown() {
        // Given
        Exemplar exemplar = Exemplar.of(new Picture(1, 2, 3, new byte[]{1, 2, 3, 4, 5, 6}));
        Template template = new Template(1, 2, new int[][]{{2, 99}}, new boolean[]{true, false});

        // When
        int[][] distances = exemplar.distances(template);

        // Then: the last column cannot begin a patch
        assertThat(distances).isDeepEqualTo(new int[][]{{1, 0}, {4, 9}});
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4})
    void shouldAgreeWithTheDirectSum(int channels) {
        // Given
        Exemplar exemplar = Exemplar.of(Pictures.noisy(channels, 50, 41, 3));
        Template template = cut(exemplar, 7, 30, 9);

        // When
        int[][] distances = exemplar.distances(template);

        // Then
        for (int y = 0; y < distances.length; y++) {
            for (int x = 0; x < distances[y].length; x++) {
                assertThat((long) distances[y][x]).isEqualTo(exemplar.distance(template, y, x, Long.MAX_VALUE));
            }
        }
        assertThat(distances[7][30]).isZero();
    }

    @Test
    void shouldFindAPatchInALargeExemplar() {
        // Given: 700² positions times 3 · 40 · 7 · 2 values are too many to compare them all
        Exemplar exemplar = Exemplar.of(smooth(740));
        Template template = cut(exemplar, 333, 217, 40);

        // When
        PatchSearch.Match match = new PatchSearch(exemplar).choose(template, 0, (y, x) -> true, new Draws(1, 2, 3));

        // Then
        assertThat(match).isEqualTo(new PatchSearch.Match(333, 217, 0));
    }

    @Test
    void shouldTakeTheNextBestWhereTheBestIsNotAllowed() {
        // Given
        Exemplar exemplar = Exemplar.of(new Picture(1, 1, 4, new byte[]{5, 9, 6, 1}));
        Template template = new Template(1, 1, new int[][]{{5}}, new boolean[]{true});

        // When
        PatchSearch.Match match = new PatchSearch(exemplar).choose(template, 0, (y, x) -> x != 0, new Draws(1, 2, 3));

        // Then
        assertThat(match).isEqualTo(new PatchSearch.Match(0, 2, 1));
        assertThat(new PatchSearch(exemplar).choose(template, 0, (y, x) -> false, new Draws(1, 2, 3))).isNull();
    }

    private static Picture smooth(int side) {
        byte[] pixels = new byte[3 * side * side];
        for (int i = 0; i < pixels.length; i++) {
            double y = i / side % side;
            double x = i % side;
            pixels[i] = (byte) (128 + 60 * Math.sin(y / 17 + x * x / 9000) + 60 * Math.cos(x / 13 - y * y / 7000));
        }
        return new Picture(3, side, side, pixels);
    }

    /** Known in an L of a sixth of the side. */
    private static Template cut(Exemplar exemplar, int y, int x, int side) {
        int[][] values = new int[exemplar.planes().length][side * side];
        boolean[] known = new boolean[side * side];
        for (int i = 0; i < side * side; i++) {
            known[i] = i / side <= side / 6 || i % side <= side / 6;
            for (int c = 0; c < values.length; c++) {
                values[c][i] = exemplar.planes()[c][(y + i / side) * exemplar.width() + x + i % side];
            }
        }
        return new Template(side, side, values, known);
    }
}
