package dev.limner.images;

import java.util.Arrays;

/**
 * Pictures on their way to another size: rows and columns one after the other, each rounded to 8 bits, in integers of 22 bits after
 * the point. That is how Pillow's {@code Image.resize} does it (version 13), and what comes out is the same bit for bit. The kernel is
 * widened by the ratio where the picture shrinks, so that every source pixel counts and nothing aliases; weights outside
 * the picture are left out and the others scaled to sum to 1.
 */
final class Resampling {
    private static final double RADIUS = 2;
    private static final int POINT = 22;
    private static final int HALF = 1 << POINT - 1;

    private final int width;
    private final int height;
    private final Taps across;
    private final Taps down;

    /** Between pictures of these sizes, in pixels. */
    Resampling(int fromWidth, int fromHeight, int width, int height) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a picture of %d×%d pixels".formatted(width, height));
        }
        this.width = width;
        this.height = height;
        this.across = fromWidth == width ? null : taps(fromWidth, width);
        this.down = fromHeight == height ? null : taps(fromHeight, height);
    }

    /** The picture in the new size. Colours under alpha count by how opaque they are. */
    Picture of(Picture picture) {
        int channels = picture.channels();
        int from = picture.height() * picture.width();
        int plane = Math.multiplyExact(width, height);
        byte[] source = channels == 4 ? multiplied(picture) : picture.pixels();
        byte[] pixels = new byte[Math.multiplyExact(channels, plane)];
        // Where only the width grows, the height comes first: fewer rows are to be widened.
        boolean heightFirst = width > picture.width() && height < picture.height();
        byte[] half = new byte[heightFirst ? height * picture.width() : picture.height() * width];
        for (int c = 0; c < channels; c++) {
            if (heightFirst) {
                heights(source, c * from, picture.width(), half, 0);
                widths(half, 0, picture.width(), height, pixels, c * plane);
            } else {
                widths(source, c * from, picture.width(), picture.height(), half, 0);
                heights(half, 0, width, pixels, c * plane);
            }
        }
        if (channels == 4) {
            divide(pixels, plane);
        }
        return new Picture(channels, height, width, pixels);
    }

    private void widths(byte[] from, int start, int stride, int rows, byte[] to, int target) {
        if (across == null) {
            System.arraycopy(from, start, to, target, rows * stride);
            return;
        }
        int at = target;
        for (int y = 0; y < rows; y++) {
            int row = start + y * stride;
            for (int x = 0; x < width; x++) {
                int[] weights = across.weights[x];
                int first = row + across.first[x];
                int sum = HALF;
                for (int i = 0; i < weights.length; i++) {
                    sum += weights[i] * (from[first + i] & 0xff);
                }
                to[at++] = clamp(sum >> POINT);
            }
        }
    }

    private void heights(byte[] from, int start, int stride, byte[] to, int target) {
        if (down == null) {
            System.arraycopy(from, start, to, target, height * stride);
            return;
        }
        int[] sums = new int[stride];
        int at = target;
        for (int y = 0; y < height; y++) {
            int[] weights = down.weights[y];
            Arrays.fill(sums, HALF);
            for (int i = 0; i < weights.length; i++) {
                int row = start + (down.first[y] + i) * stride;
                int weight = weights[i];
                for (int x = 0; x < stride; x++) {
                    sums[x] += weight * (from[row + x] & 0xff);
                }
            }
            for (int x = 0; x < stride; x++) {
                to[at++] = clamp(sums[x] >> POINT);
            }
        }
    }

    private static byte clamp(int value) {
        return (byte) ((value & ~255) == 0 ? value : value < 0 ? 0 : 255);
    }

    private static byte[] multiplied(Picture picture) {
        byte[] pixels = picture.pixels().clone();
        int plane = picture.height() * picture.width();
        for (int i = 0; i < 3 * plane; i++) {
            int product = (pixels[i] & 0xff) * (pixels[3 * plane + i % plane] & 0xff) + 128;
            pixels[i] = (byte) ((product >> 8) + product >> 8);
        }
        return pixels;
    }

    private static void divide(byte[] pixels, int plane) {
        for (int i = 0; i < 3 * plane; i++) {
            int alpha = pixels[3 * plane + i % plane] & 0xff;
            if (alpha != 0 && alpha != 255) {
                pixels[i] = clamp(255 * (pixels[i] & 0xff) / alpha);
            }
        }
    }

    /**
     * The source positions and weights of each target position along one axis.
     *
     * @param first   the first source position that counts
     * @param weights of it and those after it, times 2^22
     */
    private record Taps(int[] first, int[][] weights) {}

    private static Taps taps(int from, int to) {
        double ratio = (double) from / to;
        double scale = Math.max(1, ratio);
        double support = RADIUS * scale;
        int[] first = new int[to];
        int[][] weights = new int[to][];
        for (int i = 0; i < to; i++) {
            double centre = (i + 0.5) * ratio;
            first[i] = Math.max(0, (int) (centre - support + 0.5));
            int end = Math.min(from, (int) (centre + support + 0.5));
            double[] exact = new double[end - first[i]];
            double sum = 0;
            for (int j = 0; j < exact.length; j++) {
                exact[j] = cubic((j + first[i] - centre + 0.5) * (1 / scale));
                sum += exact[j];
            }
            weights[i] = new int[exact.length];
            for (int j = 0; j < exact.length; j++) {
                double weight = exact[j] * (1 / sum) * (1 << POINT);
                weights[i][j] = (int) (weight < 0 ? weight - 0.5 : weight + 0.5);
            }
        }
        return new Taps(first, weights);
    }

    /** Keys' cubic convolution kernel, a = −0.5. */
    private static double cubic(double x) {
        double d = Math.abs(x);
        if (d < 1) {
            return (1.5 * d - 2.5) * d * d + 1;
        }
        return d < RADIUS ? (((d - 5) * d + 8) * d - 4) * -0.5 : 0;
    }
}
