package dev.limner.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.limner.models.PictureShape;
import dev.limner.models.TrainingPictures;

class LabelAccuracyTest {

    @Test
    void shouldCountPicturesThatShowTheirLabel() {
        // Given pictures that are bright above or below
        Halves halves = new Halves(200);
        List<byte[]> pictures = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            byte[] picture = new byte[halves.shape().bytes()];
            halves.copy(i, picture, 0);
            pictures.add(picture);
        }
        int[] labels = new int[100];
        Arrays.setAll(labels, i -> i < 10 ? 1 - i % 2 : i % 2);

        // When
        double accuracy;
        double real;
        try (LabelAccuracy classifier = LabelAccuracy.train(halves, 3_000, 1, "cpu")) {
            accuracy = classifier.of(pictures, labels);
            real = classifier.of(halves);
        }

        // Then ten labels are false
        assertThat(real).isEqualTo(1);
        assertThat(accuracy).isEqualTo(0.9);
    }

    /** 16×16; class 0 is bright above, class 1 below. */
    private record Halves(int count) implements TrainingPictures {
        @Override
        public PictureShape shape() {
            return new PictureShape(1, 16, 16);
        }

        @Override
        public List<String> classes() {
            return List.of("above", "below");
        }

        @Override
        public int label(int i) {
            return i % 2;
        }

        @Override
        public void copy(int i, byte[] target, int offset) {
            int start = offset + label(i) * 128;
            Arrays.fill(target, start, start + 128, (byte) (100 + i % 150));
        }
    }
}
