package dev.limner.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.limner.images.cutout.Cutout;
import dev.limner.images.cutout.GrabCut;
import dev.limner.images.cutout.Trimap;
import dev.limner.images.texture.ExemplarFill;
import dev.limner.images.texture.Quilt;
import dev.limner.images.texture.Quilting;

/** Long work says how far it is, and can be ended. */
class PulseTest {
    private static final Picture NOISE = Pictures.noisy(3, 64, 64, 1);
    private static final Picture DISC = Pictures.grey(64, 64,
            (y, x) -> Math.hypot(y - 32, x - 32) < 16 ? 220 + x % 3 : 30 + y % 3);

    static Stream<Arguments> works() {
        return Stream.of(
                work("quilting", pulse -> Quilting.texture(NOISE, new Quilt(128, 96, true, 1), pulse)),
                work("filling", pulse -> ExemplarFill.fill(NOISE, Mask.box(64, 64, 20, 20, 24, 24), 1, pulse)),
                work("segmenting", pulse -> GrabCut.segment(DISC, pulse)),
                work("cutting out", pulse -> Cutout.cut(DISC, Trimap.around(Mask.of(DISC, 128), 6), pulse)));
    }

    @ParameterizedTest
    @MethodSource("works")
    void shouldTellHowFarItIsAndNeverFallBack(Consumer<Pulse> work) {
        // Given
        List<Double> shares = new ArrayList<>();

        // When
        work.accept(shares::add);

        // Then
        assertThat(shares).hasSizeGreaterThan(2).isSorted().allMatch(share -> share >= 0 && share <= 1);
    }

    @ParameterizedTest
    @MethodSource("works")
    void shouldEndWhereTheListenerThrows(Consumer<Pulse> work) {
        assertThatThrownBy(() -> work.accept(share -> {
            throw new IllegalStateException("enough");
        })).hasMessage("enough");
    }

    private static Arguments work(String name, Consumer<Pulse> work) {
        return Arguments.of(Named.of(name, work));
    }
}
