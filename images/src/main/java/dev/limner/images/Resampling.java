package dev.limner.images;

/**
 * One picture on its way to another size: rows first, then columns, in float, rounded once at the end. The kernel is
 * widened by the ratio where the picture shrinks, so that every source pixel counts and nothing aliases; weights outside
 * the picture are left out and the others scaled to sum to 1.
 */
final class Resampling {
    private static final double RADIUS = 2;

    private final Picture source;
    private final int width;
    private final int height;

    Resampling(Picture source, int width, int height) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a picture of %d×%d pixels".formatted(width, height));
        }
        this.source = source;
        this.width = width;
        this.height = height;
    }

    Picture picture() {
        int channels = source.channels();
        int plane = width * height;
        byte[] pixels = new byte[Math.multiplyExact(channels, Math.multiplyExact(width, height))];
        Taps across = taps(source.width(), width);
        Taps down = taps(source.height(), height);
        float[] alpha = channels == 4 ? plane(3, false, across, down) : null;
        for (int c = 0; c < channels; c++) {
            float[] values = c == 3 ? alpha : plane(c, alpha != null, across, down);
            for (int i = 0; i < plane; i++) {
                float value = values[i];
                if (alpha != null && c < 3) {
                    value = alpha[i] > 0.5f ? value * 255 / alpha[i] : 0;
                }
                pixels[c * plane + i] = (byte) Math.min(255, Math.max(0, Math.round(value)));
            }
        }
        return new Picture(channels, height, width, pixels);
    }

    private float[] plane(int channel, boolean premultiplied, Taps across, Taps down) {
        int rows = source.height();
        float[] wide = new float[source.width()];
        float[] half = new float[rows * width];
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < wide.length; x++) {
                wide[x] = premultiplied
                        ? source.at(channel, y, x) * source.at(3, y, x) / 255f
                        : source.at(channel, y, x);
            }
            across.apply(wide, 0, 1, half, y * width, 1);
        }
        float[] whole = new float[width * height];
        for (int x = 0; x < width; x++) {
            down.apply(half, x, width, whole, x, width);
        }
        return whole;
    }

    /**
     * The source positions and weights of each target position along one axis.
     *
     * @param first   the first source position that counts
     * @param weights of it and those after it
     */
    private record Taps(int[] first, float[][] weights) {
        void apply(float[] from, int start, int step, float[] to, int target, int stride) {
            for (int i = 0; i < first.length; i++) {
                float sum = 0;
                int at = start + first[i] * step;
                for (float weight : weights[i]) {
                    sum += weight * from[at];
                    at += step;
                }
                to[target + i * stride] = sum;
            }
        }
    }

    private static Taps taps(int from, int to) {
        double ratio = (double) from / to;
        double scale = Math.max(1, ratio);
        int[] first = new int[to];
        float[][] weights = new float[to][];
        for (int i = 0; i < to; i++) {
            double centre = (i + 0.5) * ratio;
            first[i] = Math.max(0, (int) Math.ceil(centre - RADIUS * scale - 0.5));
            int last = Math.min(from - 1, (int) Math.floor(centre + RADIUS * scale - 0.5));
            double[] exact = new double[last - first[i] + 1];
            double sum = 0;
            for (int j = 0; j < exact.length; j++) {
                exact[j] = cubic((first[i] + j + 0.5 - centre) / scale);
                sum += exact[j];
            }
            weights[i] = new float[exact.length];
            for (int j = 0; j < exact.length; j++) {
                weights[i][j] = (float) (exact[j] / sum);
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
        return d < RADIUS ? ((-0.5 * d + 2.5) * d - 4) * d + 2 : 0;
    }
}
