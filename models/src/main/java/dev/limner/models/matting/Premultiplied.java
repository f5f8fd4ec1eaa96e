package dev.limner.models.matting;

import dev.limner.models.randomness.Randomness;

/**
 * A picture with alpha outside the engine, its colours multiplied by alpha, so that what is transparent adds nothing where
 * pixels are mixed.
 *
 * @param height pixels
 * @param width  pixels
 * @param values red, green, blue (each 0 to alpha), alpha (0 to 1), plane by plane
 */
record Premultiplied(int height, int width, float[] values) {
    static final int COLOURS = 3;
    private static final float LEAST_ALPHA = 1e-4f;

    /** From colours that are not multiplied, [4,H,W] from {@code offset} on. */
    static Premultiplied of(float[] rgba, int offset, int height, int width) {
        int plane = height * width;
        float[] values = new float[4 * plane];
        for (int i = 0; i < plane; i++) {
            float alpha = rgba[offset + COLOURS * plane + i];
            for (int c = 0; c < COLOURS; c++) {
                values[c * plane + i] = rgba[offset + c * plane + i] * alpha;
            }
            values[COLOURS * plane + i] = alpha;
        }
        return new Premultiplied(height, width, values);
    }

    /** Of one colour, opaque. */
    static Premultiplied plain(int height, int width, float[] colour) {
        int plane = height * width;
        float[] values = new float[4 * plane];
        for (int c = 0; c < 4; c++) {
            java.util.Arrays.fill(values, c * plane, (c + 1) * plane, c == COLOURS ? 1 : colour[c]);
        }
        return new Premultiplied(height, width, values);
    }

    /** By chance mirrored, made larger or smaller (by up to ⅓), and moved (by up to ¼ of a side); else as it is. */
    Premultiplied placed(Randomness draw) {
        boolean moved = draw.nextUniform() < 0.75;
        boolean mirrored = draw.nextBelow(2) == 1;
        double scale = Math.pow(4.0 / 3, 2 * draw.nextUniform() - 1);
        double right = (draw.nextUniform() - 0.5) * width / 2;
        double down = (draw.nextUniform() - 0.5) * height / 2;
        return moved ? sampled(mirrored, scale, right, down) : mirrored ? sampled(true, 1, 0, 0) : this;
    }

    /** A part of it, {@code scale} times as large as it was, by chance mirrored. */
    Premultiplied part(double scale, Randomness draw) {
        double room = (scale - 1) / 2;
        return sampled(draw.nextBelow(2) == 1, scale, (2 * draw.nextUniform() - 1) * room * width,
                (2 * draw.nextUniform() - 1) * room * height);
    }

    /** With other brightness, contrast and balance of colours, by chance; alpha stays. */
    Premultiplied recoloured(Randomness draw) {
        int plane = height * width;
        float[] changed = values.clone();
        double brightness = 0.3 * (draw.nextUniform() - 0.5);
        double contrast = 0.7 + 0.6 * draw.nextUniform();
        for (int c = 0; c < COLOURS; c++) {
            double own = brightness + 0.2 * (draw.nextUniform() - 0.5);
            for (int i = 0; i < plane; i++) {
                float alpha = values[COLOURS * plane + i];
                double value = (values[c * plane + i] - 0.5 * alpha) * contrast + (0.5 + own) * alpha;
                changed[c * plane + i] = (float) Math.min(Math.max(value, 0), alpha);
            }
        }
        return new Premultiplied(height, width, changed);
    }

    /** Each pixel the mean of the (2r + 1)² about it. */
    Premultiplied blurred(int r) {
        float[] across = new float[values.length];
        float[] both = new float[values.length];
        for (int row = 0; row < 4 * height; row++) {
            for (int x = 0; x < width; x++) {
                for (int t = -r; t <= r; t++) {
                    across[row * width + x] += values[row * width + clamped(x + t, width)] / (2 * r + 1);
                }
            }
        }
        for (int row = 0; row < 4 * height; row++) {
            for (int t = -r; t <= r; t++) {
                int from = (row / height * height + clamped(row % height + t, height)) * width;
                for (int x = 0; x < width; x++) {
                    both[row * width + x] += across[from + x] / (2 * r + 1);
                }
            }
        }
        return new Premultiplied(height, width, both);
    }

    /** This over that. */
    Premultiplied over(Premultiplied below) {
        int plane = height * width;
        float[] mixed = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            mixed[i] = values[i] + (1 - values[COLOURS * plane + i % plane]) * below.values[i];
        }
        return new Premultiplied(height, width, mixed);
    }

    /** Writes the colours as they are without alpha (0 where nothing is), [3,H,W], and alpha, [H,W], unless it is null. */
    void straight(float[] colours, int offset, float[] alphas, int alphaOffset) {
        int plane = height * width;
        for (int i = 0; i < plane; i++) {
            float alpha = values[COLOURS * plane + i];
            for (int c = 0; c < COLOURS; c++) {
                colours[offset + c * plane + i] = alpha < LEAST_ALPHA ? 0 : values[c * plane + i] / alpha;
            }
            if (alphas != null) {
                alphas[alphaOffset + i] = alpha < LEAST_ALPHA ? 0 : alpha;
            }
        }
    }

    /** Scaled about the middle, then moved; between pixels linearly; nothing beyond the edges. */
    private Premultiplied sampled(boolean mirrored, double scale, double right, double down) {
        int plane = height * width;
        float[] moved = new float[values.length];
        for (int y = 0; y < height; y++) {
            double fromY = (y + 0.5 - height / 2.0 - down) / scale + height / 2.0 - 0.5;
            for (int x = 0; x < width; x++) {
                double fromX = (x + 0.5 - width / 2.0 - right) / scale + width / 2.0 - 0.5;
                for (int c = 0; c < 4; c++) {
                    moved[c * plane + y * width + x] = at(c, fromY, mirrored ? width - 1 - fromX : fromX);
                }
            }
        }
        return new Premultiplied(height, width, moved);
    }

    private float at(int c, double y, double x) {
        int top = (int) Math.floor(y);
        int left = (int) Math.floor(x);
        float low = (float) (y - top);
        float far = (float) (x - left);
        return (1 - low) * ((1 - far) * at(c, top, left) + far * at(c, top, left + 1))
                + low * ((1 - far) * at(c, top + 1, left) + far * at(c, top + 1, left + 1));
    }

    private float at(int c, int y, int x) {
        return y < 0 || y >= height || x < 0 || x >= width ? 0 : values[(c * height + y) * width + x];
    }

    private static int clamped(int i, int side) {
        return Math.min(Math.max(i, 0), side - 1);
    }
}
