package dev.limner.images.blending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.concurrent.ForkJoinPool;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.limner.images.Mask;
import dev.limner.images.Picture;
import dev.limner.images.Pictures;

class PoissonBlendingTest {
    @Test
    void shouldDivideAGapEvenly() {
        // Given: 10 ? ? 40
        Picture target = new Picture(1, 1, 4, new byte[]{10, 99, 99, 40});

        // When
        Picture filled = PoissonBlending.membrane(target, Pictures.mask(".##."));

        // Then
        assertThat(filled.pixels()).containsExactly(10, 20, 30, 40);
    }

    @Test
    void shouldSpreadWhatDoesNotFit() {
        // Given: the source rises by 5, 20 and 5 where the target rises by 60 in all
        Picture target = new Picture(1, 1, 4, new byte[]{10, 0, 0, 70});
        Picture source = new Picture(1, 1, 4, new byte[]{100, 105, 125, (byte) 130});

        // When
        Picture cloned = PoissonBlending.clone(target, source, Pictures.mask(".##."));

        // Then: each step has a third of the 30 that are missing: 15, 30, 15
        assertThat(cloned.pixels()).containsExactly(10, 25, 55, 70);
    }

    @Test
    void shouldHoldAnEndOnly() {
        // Given: the region reaches the picture's edge, where it is free
        Picture target = new Picture(1, 1, 4, new byte[]{50, 0, 0, 0});
        Picture source = new Picture(1, 1, 4, new byte[]{1, 4, 2, 9});

        // When
        Picture cloned = PoissonBlending.clone(target, source, Pictures.mask(".###"));

        // Then
        assertThat(cloned.pixels()).containsExactly(50, 53, 51, 58);
    }

    @Test
    void shouldSolveACrossByHand() {
        // Given: five unknown in a cross, of which the arms each have three neighbours at 12
        Picture target = Pictures.grey(5, 5, (y, x) -> 12);
        Picture source = Pictures.grey(5, 5, (y, x) -> y == 2 && x == 2 ? 50 : 10);

        // When
        Picture cloned = PoissonBlending.clone(target, source,
                Pictures.mask(".....", "..#..", ".###.", "..#..", "....."));

        // Then: the source is flat at the border, so the region is the source and 2
        assertThat(cloned.at(0, 2, 2)).isEqualTo(52);
        assertThat(cloned.at(0, 1, 2)).isEqualTo(12);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 17, 64, 301})
    void shouldFindHarmonicFunctions(int side) {
        // Given: x² − y² and xy have no Laplacian, in the grid's sense either
        Picture harmonic = Pictures.grey(side, side + 5, (y, x) -> {
            double u = (x - side / 2.0) / (side + 5);
            double v = (y - side / 3.0) / (side + 5);
            return 120 + 180 * (u * u - v * v) + 90 * u * v;
        });
        Mask region = Mask.box(side, side + 5, 1, 1, side + 3, side - 2);

        // When
        Picture found = PoissonBlending.membrane(erased(harmonic, region), region);

        // Then: but for the rounding of the border and of the result
        assertThat(furthest(found, harmonic)).isLessThanOrEqualTo(1);
    }

    @Test
    void shouldFindWhatWasErasedInAnyShape() {
        // Given: a picture that is wholly noise, and a mask that is as well
        Picture noise = Pictures.noisy(3, 90, 120, 4);
        Random random = new Random(1);
        boolean[] inside = new boolean[90 * 120];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = random.nextInt(100) < 80;
        }
        Mask region = new Mask(90, 120, inside);

        // When: the source is the picture itself
        Picture cloned = PoissonBlending.solve(erased(noise, region), erased(noise, region), region,
                (c, at, next) -> (noise.pixels()[c * inside.length + at] & 0xff)
                        - (noise.pixels()[c * inside.length + next] & 0xff));

        // Then
        assertThat(cloned).isEqualTo(noise);
    }

    @Test
    void shouldHideAnOffsetWholly() {
        // Given: the source is 37 brighter everywhere
        Picture target = Pictures.grey(200, 300, (y, x) -> 60 + (x * 7 + y * 13) % 90);
        Picture source = Pictures.grey(200, 300, (y, x) -> 97 + (x * 7 + y * 13) % 90);
        Mask region = Mask.box(200, 300, 100, 50, 200, 150);

        // When
        Picture cloned = PoissonBlending.clone(target, source, region);

        // Then
        assertThat(cloned).isEqualTo(target);
    }

    @Test
    void shouldKeepKnownPixels() {
        // Given
        Picture target = Pictures.noisy(4, 40, 50, 1);
        Picture source = Pictures.noisy(4, 40, 50, 2);
        Mask region = Mask.box(40, 50, 10, 0, 15, 20);

        // When
        Picture mixed = PoissonBlending.mix(target, source, region);

        // Then
        for (int i = 0; i < 4 * 2000; i++) {
            if (!region.inside()[i % 2000]) {
                assertThat(mixed.pixels()[i]).isEqualTo(target.pixels()[i]);
            }
        }
    }

    @Test
    void shouldLetEdgesOfTheTargetShowThrough() {
        // Given: a flat source over a step
        Picture target = Pictures.grey(30, 30, (y, x) -> x < 15 ? 40 : 200);
        Picture source = Pictures.grey(30, 30, (y, x) -> 90);
        Mask region = Mask.box(30, 30, 5, 5, 20, 20);

        // When
        Picture mixed = PoissonBlending.mix(target, source, region);

        // Then
        assertThat(mixed).isEqualTo(target);
    }

    @Test
    void shouldDoNothingForNothingAndTakeTheSourceForAll() {
        Picture target = Pictures.noisy(3, 8, 9, 1);
        Picture source = Pictures.noisy(3, 8, 9, 2);
        assertThat(PoissonBlending.clone(target, source, Mask.box(8, 9, 0, 0, 0, 0))).isEqualTo(target);
        assertThat(PoissonBlending.clone(target, source, Mask.box(8, 9, 0, 0, 9, 8))).isEqualTo(source);
    }

    @Test
    void shouldNotDependOnTheNumberOfThreads() throws Exception {
        // Given
        Picture target = Pictures.noisy(3, 160, 170, 1);
        Picture source = Pictures.noisy(3, 160, 170, 2);
        Mask region = Mask.box(160, 170, 3, 9, 150, 140);

        // When
        Picture alone = new ForkJoinPool(1).submit(() -> PoissonBlending.clone(target, source, region)).get();
        Picture together = new ForkJoinPool(5).submit(() -> PoissonBlending.clone(target, source, region)).get();

        // Then
        assertThat(together).isEqualTo(alone);
    }

    @Test
    void shouldNameWhatDoesNotMatch() {
        assertThatThrownBy(() -> PoissonBlending.clone(Pictures.plain(3, 4, 4, 0), Pictures.plain(1, 4, 4, 0),
                Mask.box(4, 4, 0, 0, 1, 1))).hasMessageContaining("Picture[4×4, grey]").hasMessageContaining("rgb");
    }

    private static Picture erased(Picture picture, Mask region) {
        byte[] pixels = picture.pixels().clone();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = region.inside()[i % region.inside().length] ? 0 : pixels[i];
        }
        return new Picture(picture.channels(), picture.height(), picture.width(), pixels);
    }

    private static int furthest(Picture one, Picture other) {
        int furthest = 0;
        for (int i = 0; i < one.pixels().length; i++) {
            furthest = Math.max(furthest, Math.abs((one.pixels()[i] & 0xff) - (other.pixels()[i] & 0xff)));
        }
        return furthest;
    }
}
