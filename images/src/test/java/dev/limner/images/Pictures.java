package dev.limner.images;

import java.util.Arrays;
import java.util.Random;

/** Pictures for tests. */
public final class Pictures {
    private Pictures() {}

    /** Noise on a slope, the same for the same seed. */
    public static Picture noisy(int channels, int height, int width, long seed) {
        Random random = new Random(seed);
        byte[] pixels = new byte[channels * height * width];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i / 3 + random.nextInt(60));
        }
        return new Picture(channels, height, width, pixels);
    }

    /** One value in every channel and pixel. */
    public static Picture plain(int channels, int height, int width, int value) {
        byte[] pixels = new byte[channels * height * width];
        Arrays.fill(pixels, (byte) value);
        return new Picture(channels, height, width, pixels);
    }

    /** A mask drawn in characters: # is meant. */
    public static Mask mask(String... rows) {
        boolean[] inside = new boolean[rows.length * rows[0].length()];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = rows[i / rows[0].length()].charAt(i % rows[0].length()) == '#';
        }
        return new Mask(rows.length, rows[0].length(), inside);
    }

    /** A grey picture, made pixel by pixel. */
    public static Picture grey(int height, int width, Shade shade) {
        byte[] pixels = new byte[height * width];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Math.max(0, Math.min(255, Math.round(shade.at(i / width, i % width))));
        }
        return new Picture(1, height, width, pixels);
    }

    /** The value of a pixel, 0 to 255. */
    @FunctionalInterface
    public interface Shade {
        double at(int y, int x);
    }
}
