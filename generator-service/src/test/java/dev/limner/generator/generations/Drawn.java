package dev.limner.generator.generations;

import dev.limner.images.Picture;

/** Pictures for tests, made pixel by pixel. */
final class Drawn {
    private Drawn() {}

    /** The value of a pixel, 0 to 255. */
    @FunctionalInterface
    interface Shade {
        double at(int y, int x);
    }

    /** The value of a channel of a pixel, 0 to 255. */
    @FunctionalInterface
    interface Colour {
        double at(int y, int x, int channel);
    }

    static Picture grey(int height, int width, Shade shade) {
        return drawn(1, height, width, (y, x, channel) -> shade.at(y, x));
    }

    static Picture rgb(int height, int width, Colour colour) {
        return drawn(3, height, width, colour);
    }

    private static Picture drawn(int channels, int height, int width, Colour colour) {
        byte[] pixels = new byte[channels * height * width];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Math.round(colour.at(i / width % height, i % width, i / (height * width)));
        }
        return new Picture(channels, height, width, pixels);
    }
}
