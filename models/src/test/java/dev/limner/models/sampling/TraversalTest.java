package dev.limner.models.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.limner.models.PictureShape;
import dev.limner.models.Sampler;

class TraversalTest {

    @Test
    void shouldFindTheDirectionsThatChangePicturesMost() {
        // Given pictures whose left half is 40 times the third number of noise, and whose right half 10 times the first
        Sampler sampler = new Halved();

        // When
        List<byte[]> sheet = Traversal.of(sampler, 2, 1);

        // Then the first row goes along the third number, from −2.5 to 2.5, the other staying; the second along the first
        assertThat(sheet).hasSize(5 * Traversal.STEPS);
        assertThat(range(steps(sheet, 0, 0))).isBetween(180, 201);
        assertThat(range(steps(sheet, 0, 1))).isLessThan(12);
        assertThat(range(steps(sheet, 1, 1))).isBetween(44, 51);
        assertThat(range(steps(sheet, 1, 0))).isLessThan(45);
    }

    private static int[] steps(List<byte[]> sheet, int row, int half) {
        return IntStream.range(0, Traversal.STEPS).map(step -> sheet.get(row * Traversal.STEPS + step)[8 * half] & 255)
                .toArray();
    }

    private static int range(int[] values) {
        return IntStream.of(values).max().orElseThrow() - IntStream.of(values).min().orElseThrow();
    }

    /** Two halves; pictures of class 1 are brighter. */
    private static final class Halved implements Sampler {
        @Override
        public int batch() {
            return 4;
        }

        @Override
        public double temperature() {
            return 1;
        }

        @Override
        public PictureShape shape() {
            return new PictureShape(1, 16, 16);
        }

        @Override
        public List<byte[]> sample(long seed, long firstIndex, int count, int[] labels, double temperature) {
            throw new UnsupportedOperationException("only from given noise");
        }

        @Override
        public int noise() {
            return 5;
        }

        @Override
        public List<byte[]> paint(List<float[]> noise, int[] labels) {
            return IntStream.range(0, labels.length).mapToObj(i -> picture(noise.get(i), 20 * labels[i])).toList();
        }

        private byte[] picture(float[] z, int more) {
            byte[] picture = new byte[256];
            for (int p = 0; p < picture.length; p++) {
                double value = 118 + more + (p % 16 < 8 ? 40 * z[2] : 10 * z[0]);
                picture[p] = (byte) Math.round(Math.min(Math.max(value, 0), 255));
            }
            return picture;
        }

        @Override
        public void close() {
            // It owns nothing.
        }
    }
}
