package dev.limner.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.limner.contracts.names.Budget;

/** Why each picture has a code: noise to picture by squared error ends with the mean picture of a class, whatever the noise. */
class CollapseTest {
    private static final int COUNT = 40;
    private static final int CLASS = 6;
    private final DrawnPictures pictures = new DrawnPictures(400, 3);

    @ParameterizedTest
    @CsvSource({"cnn-plain, 0, 0.06", "glo-small, 0.3, 2"})
    void shouldVaryAsMuchAsThePictures(String preset, double least, double most) {
        // Given
        Configuration configuration = Families.named("cnn").configure(preset,
                Map.of("batch", "20", "channels", "4", "hidden", "32", "code", "8", "learningRate", "0.01",
                        "learningRateWarmUp", "200", "temperature", "1"),
                pictures.shape(), pictures.classes(), 5);
        RecordingObserver observer = new RecordingObserver();

        // When
        Training.run(configuration, Budget.images(20 * 200), pictures,
                TrainingPictures.none(pictures.shape(), pictures.classes()), Optional.empty(), "cpu", observer);

        // Then
        double[][] real = real();
        double[][] samples = samples(observer.last());
        assertThat(variance(samples) / variance(real)).isBetween(least, most);
        assertThat(squaredDistance(mean(samples), mean(real))).isLessThan(variance(real) / 3);
    }

    private double[][] real() {
        double[][] real = new double[COUNT][];
        byte[] picture = new byte[pictures.shape().bytes()];
        for (int i = 0; i < COUNT; i++) {
            pictures.copy(10 * i + CLASS, picture, 0);
            real[i] = numbers(picture);
        }
        return real;
    }

    private static double[][] samples(Snapshot snapshot) {
        int[] labels = new int[COUNT];
        Arrays.fill(labels, CLASS);
        try (Sampler sampler = Families.named("cnn").sampler(snapshot.configuration(), snapshot.averages(), "cpu")) {
            List<byte[]> samples = sampler.sample(1, 0, COUNT, labels, 1);
            return samples.stream().map(CollapseTest::numbers).toArray(double[][]::new);
        }
    }

    /** Mean squared distance from the mean picture. */
    private static double variance(double[][] all) {
        double[] mean = mean(all);
        return Arrays.stream(all).mapToDouble(each -> squaredDistance(each, mean)).average().orElseThrow();
    }

    private static double[] mean(double[][] all) {
        double[] mean = new double[all[0].length];
        for (double[] each : all) {
            for (int d = 0; d < mean.length; d++) {
                mean[d] += each[d] / all.length;
            }
        }
        return mean;
    }

    private static double squaredDistance(double[] a, double[] b) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += (a[d] - b[d]) * (a[d] - b[d]);
        }
        return sum;
    }

    private static double[] numbers(byte[] picture) {
        double[] numbers = new double[picture.length];
        Arrays.setAll(numbers, d -> (picture[d] & 255) / 255.0);
        return numbers;
    }
}
