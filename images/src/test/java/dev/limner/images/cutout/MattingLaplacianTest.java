package dev.limner.images.cutout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import dev.limner.images.Mask;
import dev.limner.images.Picture;
import dev.limner.images.Pictures;

class MattingLaplacianTest {
    private static final Trimap CORNERS = new Trimap(Pictures.mask("#..", "...", "..."),
            Pictures.mask("...", "...", "..#"));

    @Test
    void shouldSubtractTheMeanWhereColourTellsNothing() {
        // Given: one window of one colour; alpha 1 to 9, of mean 5
        MattingLaplacian laplacian = of(Pictures.plain(3, 3, 3, 77), CORNERS, 1e-7);
        float[] alpha = framed(3, 3, (y, x) -> 3 * y + x + 1);

        // When
        float[] image = new float[alpha.length];
        laplacian.apply(alpha, image);

        // Then: αᵢ − 5 at unknown pixels
        for (int place : laplacian.places()) {
            assertThat(image[place]).isCloseTo(alpha[place] - 5, within(1e-4f));
        }
    }

    @Test
    void shouldWeighColourByHand() {
        // Given: one grey window, nine tenths black but for the middle, and ε = 9 × 8/81, so that for grey g the
        // variance 8/81 in the direction (1, 1, 1)/√3 is three times that and (Σ + ε/9 U)⁻¹ = 1 / (3 · 8/81 + 8/81)
        byte[] pixels = new byte[27];
        pixels[4] = pixels[13] = pixels[22] = -1;
        MattingLaplacian laplacian = of(new Picture(3, 3, 3, pixels), CORNERS, 8.0 / 9);
        float[] alpha = framed(3, 3, (y, x) -> y == 1 && x == 1 ? 1 : 0);

        // When
        float[] image = new float[alpha.length];
        laplacian.apply(alpha, image);

        // Then: 1 − ⅑ (1 + 3 (8/9)² · 81/32) in the middle, −⅑ (1 − 3 (8/9) (1/9) 81/32) beside it
        int middle = 3 * 7 + 3;
        assertThat(image[middle]).isCloseTo(1 - (1 + 6) / 9f, within(1e-5f));
        assertThat(image[middle + 1]).isCloseTo(-(1 - 0.75f) / 9f, within(1e-5f));
    }

    @Test
    void shouldNotMindLinearFunctionsOfTheColours() {
        // Given
        Picture picture = Pictures.noisy(3, 12, 14, 3);
        boolean[] first = new boolean[12 * 14];
        boolean[] last = new boolean[12 * 14];
        first[0] = true;
        last[12 * 14 - 1] = true;
        MattingLaplacian laplacian = of(picture, new Trimap(new Mask(12, 14, first),
                new Mask(12, 14, last)), 1e-9);
        float[] alpha = framed(12, 14,
                (y, x) -> (0.5 * picture.at(0, y, x) - 0.2 * picture.at(1, y, x) + picture.at(2, y, x)) / 255 - 0.3);

        // When
        float[] image = new float[alpha.length];
        laplacian.apply(alpha, image);

        // Then
        for (int place : laplacian.places()) {
            assertThat(image[place]).isCloseTo(0, within(1e-4f));
        }
    }

    @Test
    void shouldBeSymmetric() {
        // Given
        MattingLaplacian laplacian = of(Pictures.noisy(3, 3, 3, 9), CORNERS, 1e-5);

        // When
        float[][] rows = new float[laplacian.places().length][49];
        for (int i = 0; i < rows.length; i++) {
            float[] unit = new float[49];
            unit[laplacian.places()[i]] = 1;
            laplacian.apply(unit, rows[i]);
        }

        // Then
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < i; j++) {
                assertThat(rows[i][laplacian.places()[j]])
                        .isCloseTo(rows[j][laplacian.places()[i]], within(1e-6f));
            }
        }
    }

    private static MattingLaplacian of(Picture picture, Trimap trimap, double epsilon) {
        return new MattingLaplacian(Colours.of(picture), trimap, epsilon);
    }

    private static float[] framed(int height, int width, Pictures.Shade shade) {
        float[] framed = new float[(height + 4) * (width + 4)];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                framed[(y + 2) * (width + 4) + x + 2] = (float) shade.at(y, x);
            }
        }
        return framed;
    }
}
