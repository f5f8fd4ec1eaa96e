package dev.limner.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.limner.models.PictureShape;

class TurnedTest {
    private static final int SIDE = 16;

    @Test
    void shouldTurnASquarePictureToTheLeftByQuarters() {
        // Given a point in the first row, two from the left
        Turned turned = new Turned(point(new PictureShape(1, SIDE, SIDE), 0, 2));

        // Then
        assertThat(turned.count()).isEqualTo(4);
        assertThat(List.of(place(turned, 0), place(turned, 1), place(turned, 2), place(turned, 3)))
                .containsExactly(at(0, 2, SIDE), at(13, 0, SIDE), at(15, 13, SIDE), at(2, 15, SIDE));
        assertThat(List.of(turned.label(0), turned.label(3), turned.classes().size())).containsExactly(0, 3, 4);
    }

    @Test
    void shouldTurnOtherPicturesUpsideDownOnly() {
        // Given
        Turned turned = new Turned(point(new PictureShape(1, SIDE, 20), 1, 2));

        // Then
        assertThat(turned.count()).isEqualTo(2);
        assertThat(List.of(place(turned, 0), place(turned, 1))).containsExactly(at(1, 2, 20), at(14, 17, 20));
    }

    private static Samples point(PictureShape shape, int y, int x) {
        byte[] picture = new byte[shape.bytes()];
        picture[at(y, x, shape.width())] = 9;
        return new Samples(shape, List.of(), List.of(picture), new int[]{-1});
    }

    private static int at(int y, int x, int width) {
        return y * width + x;
    }

    private static int place(Turned turned, int i) {
        byte[] picture = new byte[turned.shape().bytes()];
        turned.copy(i, picture, 0);
        int place = 0;
        while (picture[place] == 0) {
            place++;
        }
        return place;
    }
}
