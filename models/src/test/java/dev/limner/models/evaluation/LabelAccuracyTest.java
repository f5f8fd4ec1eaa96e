package dev.limner.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

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
}
