package dev.limner.images.cutout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;

import org.junit.jupiter.api.Test;

import dev.limner.images.Mask;
import dev.limner.images.Picture;
import dev.limner.images.Pictures;

class GrabCutTest {
    private static final int HEIGHT = 90;
    private static final int WIDTH = 120;
    private static final Mask ELLIPSE = Mask.of(Pictures.grey(HEIGHT, WIDTH,
            (y, x) -> Math.hypot((y - 40) / 25.0, (x - 70) / 30.0) < 1 ? 255 : 0), 128);

    /** Red and yellow stripes before blue and green ones, all noisy. */
    private static Picture scene() {
        Random random = new Random(8);
        byte[] pixels = new byte[3 * HEIGHT * WIDTH];
        int[][] colours = {{40, 60, 150}, {50, 130, 70}, {200, 60, 40}, {210, 180, 50}};
        for (int i = 0; i < HEIGHT * WIDTH; i++) {
            int[] colour = colours[(ELLIPSE.inside()[i] ? 2 : 0) + i % WIDTH / 6 % 2];
            for (int c = 0; c < 3; c++) {
                pixels[c * HEIGHT * WIDTH + i] = (byte) (colour[c] + random.nextInt(31) - 15);
            }
        }
        return new Picture(3, HEIGHT, WIDTH, pixels);
    }

    @Test
    void shouldFindWhatIsInTheBox() {
        // Given
        Mask box = Mask.box(HEIGHT, WIDTH, 30, 8, 85, 70);

        // When
        Mask found = GrabCut.segment(scene(), box);

        // Then
        assertThat(wrong(found)).isLessThan(20);
    }

    @Test
    void shouldFindWhatStandsOutWhenNothingIsTold() {
        assertThat(wrong(GrabCut.segment(scene()))).isLessThan(20);
    }

    @Test
    void shouldFindNothingWhereNothingStandsOut() {
        assertThat(GrabCut.segment(Pictures.plain(3, 30, 30, 90)).count()).isZero();
    }

    @Test
    void shouldGoOnToAlphaByItself() {
        // Given
        Picture scene = scene();

        // When
        Picture alpha = ClosedFormMatting.alpha(scene, Trimap.around(GrabCut.segment(scene), 3));

        // Then
        assertThat(wrong(Mask.of(alpha, 128))).isLessThan(60);
    }

    @Test
    void shouldRefuseRegionsThatTellNothing() {
        assertThatThrownBy(() -> GrabCut.segment(scene(), Mask.box(HEIGHT, WIDTH, 0, 0, WIDTH, HEIGHT)))
                .hasMessage("10800 of 10800 pixels may be foreground: some must and some must not");
        assertThatThrownBy(() -> GrabCut.segment(scene(), Mask.box(HEIGHT, WIDTH, 0, 0, 0, 0)))
                .hasMessageContaining("0 of 10800");
    }

    private static int wrong(Mask found) {
        int wrong = 0;
        for (int i = 0; i < found.inside().length; i++) {
            wrong += found.inside()[i] != ELLIPSE.inside()[i] ? 1 : 0;
        }
        return wrong;
    }
}
