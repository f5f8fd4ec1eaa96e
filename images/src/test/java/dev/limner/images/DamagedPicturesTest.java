package dev.limner.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.limner.contracts.problems.ProblemException;

/**
 * Every damaged file of every format is a picture or a problem that names it. Rounds for each file are few here;
 * {@code -Dlimner.fuzz.rounds=100000} makes them many, {@code -Dlimner.fuzz.seed} makes them others.
 */
class DamagedPicturesTest {
    private static final int ROUNDS = Integer.getInteger("limner.fuzz.rounds", 40);
    private static final long SEED = Long.getLong("limner.fuzz.seed", 1);

    static List<String> files() {
        return List.of("444.jpg", "420-progressive.jpg", "422.jpg", "restart.jpg", "grey.jpg", "cmyk.jpg", "turned.jpg",
                "plain.gif", "interlaced.gif", "animated.gif", "plain.bmp", "palette.bmp", "one-bit.bmp", "lzw.tif",
                "deflate.tif", "packbits.tif", "jpeg.tif", "fax.tif", "palette.tif", "cmyk.tif", "lossless.webp",
                "lossless-alpha.webp", "lossy.webp", "lossy-alpha.webp", "animated.webp", "turned.webp",
                "natural-16x16.png", "alpha-16x16.png");
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldBeAPictureOrAProblem(String name) {
        // Given
        byte[] good = PillowReference.file(name);
        Random random = new Random(SEED ^ name.hashCode());

        for (int round = 0; round < ROUNDS; round++) {
            byte[] damaged = damage(good, random);

            // When
            Throwable thrown = catchThrowable(() -> PictureDecoder.decode(damaged, "damaged"));

            // Then
            if (thrown != null) {
                assertThat(thrown).as("%s, round %d", name, round).isInstanceOf(ProblemException.class)
                        .hasMessageContaining("'damaged'");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldBeAPictureOrAProblemWhereverItIsCut(String name) {
        // Given
        byte[] good = PillowReference.file(name);
        int step = Math.max(1, good.length / (2 * ROUNDS));

        for (int length = 0; length < good.length; length += step) {
            byte[] cut = Arrays.copyOf(good, length);

            // When
            Throwable thrown = catchThrowable(() -> PictureDecoder.decode(cut, "damaged"));

            // Then
            if (thrown != null) {
                assertThat(thrown).as("%s, %d bytes", name, length).isInstanceOf(ProblemException.class)
                        .hasMessageContaining("'damaged'");
            }
        }
    }

    /** One to four of: a flipped bit, another byte, a number of two or four bytes at an extreme, a piece left out or doubled. */
    private static byte[] damage(byte[] good, Random random) {
        byte[] bytes = good.clone();
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
            // Half of the damage is done where the headers are.
            int at = random.nextInt(random.nextBoolean() ? bytes.length : Math.min(bytes.length, 120));
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt();
                case 2 -> bytes[at] = random.nextBoolean() ? (byte) 255 : 0;
                case 3 -> {
                    if (at + 4 <= bytes.length) {
                        int[] extremes = {0, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 65535, 1 << 24};
                        ByteBuffer.wrap(bytes).putInt(at, extremes[random.nextInt(extremes.length)]);
                    }
                }
                case 4 -> {
                    int length = Math.min(bytes.length - at, 1 + random.nextInt(20));
                    byte[] shorter = Arrays.copyOf(bytes, bytes.length - length);
                    System.arraycopy(bytes, at + length, shorter, at, bytes.length - at - length);
                    bytes = shorter.length == 0 ? bytes : shorter;
                }
                default -> {
                    int length = Math.min(bytes.length - at, 1 + random.nextInt(20));
                    byte[] longer = Arrays.copyOf(bytes, bytes.length + length);
                    System.arraycopy(bytes, at, longer, at + length, bytes.length - at);
                    bytes = longer;
                }
            }
        }
        return bytes;
    }
}
