package dev.limner.images.cutout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ForkJoinPool;

import org.junit.jupiter.api.Test;

import dev.limner.images.Mask;
import dev.limner.images.Picture;
import dev.limner.images.Pictures;

class CutoutTest {
    private static final int SIDE = 120;

    /** A disc with a border ten pixels soft and thin rays. */
    private static double truth(int y, int x) {
        double dy = y - 60;
        double dx = x - 60;
        double radius = Math.sqrt(dx * dx + dy * dy);
        double ray = Math.pow(Math.max(0, Math.cos(12 * Math.atan2(dy, dx))), 30)
                * Math.max(0, Math.min(1, (48 - radius) / 8));
        return Math.max(Math.max(0, Math.min(1, (35 - radius) / 10)), ray);
    }

    private static final Picture ALPHA = Pictures.grey(SIDE, SIDE, (y, x) -> 255 * truth(y, x));
    private static final Picture FRONT = coloured(200, 120, 40, 0.25);
    private static final Picture BACK = coloured(30, 80, 160, -0.2);
    private static final Picture PICTURE = Cutout.over(Cutout.joined(FRONT, ALPHA), BACK);
    private static final Trimap TRIMAP = new Trimap(disc(22), disc(54).inverted());

    /** One colour that changes slowly to the right. */
    private static Picture coloured(int red, int green, int blue, double slope) {
        byte[] pixels = new byte[3 * SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            int base = i < SIDE * SIDE ? red : i < 2 * SIDE * SIDE ? green : blue;
            pixels[i] = (byte) Math.round(base + slope * (i % SIDE));
        }
        return new Picture(3, SIDE, SIDE, pixels);
    }

    private static Mask disc(double radius) {
        return Mask.of(Pictures.grey(SIDE, SIDE, (y, x) -> Math.hypot(y - 60, x - 60) < radius ? 255 : 0), 128);
    }

    @Test
    void shouldFindAlphaWhereColoursChangeSlowly() {
        // When
        Picture alpha = ClosedFormMatting.alpha(PICTURE, TRIMAP);

        // Then
        assertThat(meanError(alpha, ALPHA)).isLessThan(1.5);
        assertThat(alpha.at(0, 60, 60)).isEqualTo(255);
        assertThat(alpha.at(0, 2, 2)).isZero();
    }

    @Test
    void shouldFindAlphaFromScribbles() {
        // Given: a short stroke on the disc and one along the edge
        Trimap scribbles = new Trimap(Mask.box(SIDE, SIDE, 52, 58, 16, 3), Mask.box(SIDE, SIDE, 0, 3, SIDE, 3));

        // When
        Picture alpha = ClosedFormMatting.alpha(PICTURE, scribbles);

        // Then
        assertThat(meanError(alpha, ALPHA)).isLessThan(6);
    }

    @Test
    void shouldTakeTheBackgroundOutOfTheColours() {
        // When
        Picture found = Foreground.estimate(PICTURE, ALPHA);

        // Then: where something shows, within a few levels of what was laid there, halo or not
        double error = 0;
        int count = 0;
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                if (ALPHA.at(0, y, x) > 60 && ALPHA.at(0, y, x) < 255) {
                    error += Math.abs(found.at(0, y, x) - FRONT.at(0, y, x))
                            + Math.abs(found.at(2, y, x) - FRONT.at(2, y, x));
                    count += 2;
                }
            }
        }
        assertThat(error / count).isLessThan(3);
    }

    @Test
    void shouldGiveThePictureBackOverItsOwnBackground() {
        // When
        Picture again = Cutout.over(Cutout.cut(PICTURE, TRIMAP), BACK);

        // Then
        assertThat(meanError(again, PICTURE)).isLessThan(1);
    }

    @Test
    void shouldMixByAlpha() {
        // Given: 51/255 = ⅕ of 200 over 100
        Picture cutout = new Picture(4, 1, 1, new byte[]{(byte) 200, 0, 100, 51});

        // When
        Picture laid = Cutout.over(cutout, Pictures.plain(3, 1, 1, 100));

        // Then
        assertThat(laid.pixels()).containsExactly(120, 80, 100);
    }

    @Test
    void shouldNotDependOnTheNumberOfThreads() throws Exception {
        Picture alone = new ForkJoinPool(1).submit(() -> Cutout.cut(PICTURE, TRIMAP)).get();
        Picture together = new ForkJoinPool(4).submit(() -> Cutout.cut(PICTURE, TRIMAP)).get();
        assertThat(together).isEqualTo(alone);
    }

    @Test
    void shouldLeaveNothingToFindWhereAllIsKnown() {
        // Given
        Trimap all = new Trimap(disc(30), disc(30).inverted());

        // When
        Picture alpha = ClosedFormMatting.alpha(PICTURE, all);

        // Then
        assertThat(Mask.of(alpha, 255)).isEqualTo(disc(30));
        assertThat(Mask.of(alpha, 1)).isEqualTo(disc(30));
    }

    @Test
    void shouldStandPicturesSmallerThanAWindow() {
        // Given
        Trimap row = new Trimap(Pictures.mask("#..."), Pictures.mask("...#"));

        // When
        Picture alpha = ClosedFormMatting.alpha(Pictures.noisy(3, 1, 4, 1), row);

        // Then
        assertThat(alpha.pixels()).containsExactly(-1, -128, -128, 0);
    }

    @Test
    void shouldReadADrawnTrimap() {
        // When
        Trimap trimap = Trimap.of(new Picture(1, 1, 4, new byte[]{0, 26, (byte) 229, (byte) 230}));

        // Then
        assertThat(trimap.foreground()).isEqualTo(Pictures.mask("...#"));
        assertThat(trimap.background()).isEqualTo(Pictures.mask("#..."));
    }

    @Test
    void shouldLeaveABandUnknown() {
        // When
        Trimap trimap = Trimap.around(Mask.box(1, 9, 0, 0, 5, 1), 2);

        // Then
        assertThat(trimap.foreground()).isEqualTo(Pictures.mask("###......"));
        assertThat(trimap.background()).isEqualTo(Pictures.mask(".......##"));
    }

    @Test
    void shouldRefuseTrimapsThatTellNothing() {
        Mask none = new Mask(1, 2, new boolean[2]);
        assertThatThrownBy(() -> new Trimap(none, Pictures.mask("##")))
                .hasMessage("0 pixels are marked as foreground and 2 as background: both are needed");
        assertThatThrownBy(() -> new Trimap(Pictures.mask(".#"), Pictures.mask("##")))
                .hasMessage("pixel (1, 0) is marked as foreground and as background");
        assertThatThrownBy(() -> ClosedFormMatting.alpha(Pictures.plain(3, 2, 2, 1), TRIMAP))
                .hasMessageContaining("120×120").hasMessageContaining("2×2");
        assertThatThrownBy(() -> Cutout.over(BACK, BACK)).hasMessageContaining("must have alpha");
    }

    private static double meanError(Picture one, Picture other) {
        double sum = 0;
        for (int i = 0; i < one.pixels().length; i++) {
            sum += Math.abs((one.pixels()[i] & 0xff) - (other.pixels()[i] & 0xff));
        }
        return sum / one.pixels().length;
    }
}
