package dev.limner.images.webp;

import java.util.Arrays;

/**
 * One plane of a VP8 frame, with the edges that prediction sees around it (RFC 6386, section 12.2): 127 above, 129 to the
 * left.
 */
final class Plane {
    private static final byte ABOVE = 127;
    private static final byte LEFT = (byte) 129;
    /** What prediction reads to the right of the last block above. */
    private static final int RIGHT = 4;
    final int stride;
    final byte[] samples;

    /** Of whole macroblocks. */
    Plane(int width, int height) {
        stride = width + 1 + RIGHT;
        samples = new byte[Math.multiplyExact(stride, height + 1)];
        Arrays.fill(samples, 0, stride, ABOVE);
        for (int y = 1; y <= height; y++) {
            samples[y * stride] = LEFT;
        }
    }

    /** Where a sample lies. */
    int at(int x, int y) {
        return (y + 1) * stride + x + 1;
    }

    int get(int at) {
        return samples[at] & 0xff;
    }

    void set(int at, int value) {
        samples[at] = (byte) ((value & ~255) == 0 ? value : value < 0 ? 0 : 255);
    }
}
