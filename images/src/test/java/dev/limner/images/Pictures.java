package dev.limner.images;

import java.util.Arrays;
import java.util.Random;

/** Pictures for tests. */
final class Pictures {
    private Pictures() {}

    /** Noise on a slope, the same for the same seed. */
    static Picture noisy(int channels, int height, int width, long seed) {
        Random random = new Random(seed);
        byte[] pixels = new byte[channels * height * width];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i / 3 + random.nextInt(60));
        }
        return new Picture(channels, height, width, pixels);
    }

    /** One value in every channel and pixel. */
    static Picture plain(int channels, int height, int width, int value) {
        byte[] pixels = new byte[channels * height * width];
        Arrays.fill(pixels, (byte) value);
        return new Picture(channels, height, width, pixels);
    }
}
