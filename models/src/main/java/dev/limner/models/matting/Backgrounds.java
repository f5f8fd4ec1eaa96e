package dev.limner.models.matting;

import dev.limner.models.randomness.Randomness;

/**
 * What a picture is laid over: a colour, a run from one colour to another, clouds of colours, or another picture of the batch, enlarged so that
 * it is no object of its own. Colours are drawn at large or from another picture; half of all are blurred.
 */
final class Backgrounds {
    private static final int KINDS = 5;

    private Backgrounds() {}

    /**
     * An opaque layer.
     *
     * @param layers the batch's pictures
     * @param own    the one that comes before it
     */
    static Premultiplied paint(Premultiplied[] layers, int own, Randomness draw) {
        Premultiplied other = layers[(own + 1 + draw.nextBelow(Math.max(1, layers.length - 1))) % layers.length];
        Premultiplied painted = switch (draw.nextBelow(KINDS)) {
            case 0 -> Premultiplied.plain(other.height(), other.width(), colour(other, draw));
            case 1 -> run(other, draw);
            case 2 -> clouds(other, draw);
            default -> other.part(1.5 + 1.5 * draw.nextUniform(), draw).over(clouds(other, draw));
        };
        int r = draw.nextBelow(6) - 2;
        return (r > 0 ? painted.blurred(r) : painted).recoloured(draw);
    }

    /** A pixel's that is not transparent, or any. */
    private static float[] colour(Premultiplied other, Randomness draw) {
        int plane = other.height() * other.width();
        int pixel = draw.nextBelow(plane);
        float alpha = other.values()[Premultiplied.COLOURS * plane + pixel];
        float[] colour = new float[Premultiplied.COLOURS];
        boolean any = draw.nextBelow(2) == 1 || alpha < 0.5f;
        for (int c = 0; c < colour.length; c++) {
            float drawn = (float) draw.nextUniform();
            colour[c] = any ? drawn : other.values()[c * plane + pixel] / alpha;
        }
        return colour;
    }

    private static Premultiplied run(Premultiplied other, Randomness draw) {
        float[] from = colour(other, draw);
        float[] to = colour(other, draw);
        double angle = 2 * Math.PI * draw.nextUniform();
        double across = StrictMath.cos(angle) / other.width();
        double down = StrictMath.sin(angle) / other.height();
        Premultiplied layer = Premultiplied.plain(other.height(), other.width(), from);
        for (int y = 0; y < layer.height(); y++) {
            for (int x = 0; x < layer.width(); x++) {
                double place = 0.5 + across * (x - layer.width() / 2.0) + down * (y - layer.height() / 2.0);
                float share = (float) Math.min(Math.max(place, 0), 1);
                for (int c = 0; c < Premultiplied.COLOURS; c++) {
                    layer.values()[(c * layer.height() + y) * layer.width() + x] = from[c] + share * (to[c] - from[c]);
                }
            }
        }
        return layer;
    }

    /** A coarse grid of colours, 2 to 17 a side, between which pixels are mixed, and a grain of each pixel's own. */
    private static Premultiplied clouds(Premultiplied other, Randomness draw) {
        int cells = 2 + draw.nextBelow(16);
        float[][] grid = new float[cells * cells][];
        for (int i = 0; i < grid.length; i++) {
            grid[i] = colour(other, draw);
        }
        float grain = (float) (0.2 * draw.nextUniform() * draw.nextUniform());
        Premultiplied layer = Premultiplied.plain(other.height(), other.width(), grid[0]);
        for (int y = 0; y < layer.height(); y++) {
            for (int x = 0; x < layer.width(); x++) {
                float row = (float) y / layer.height() * (cells - 1);
                float column = (float) x / layer.width() * (cells - 1);
                int corner = (int) row * cells + (int) column;
                float low = row - (int) row;
                float far = column - (int) column;
                for (int c = 0; c < Premultiplied.COLOURS; c++) {
                    float value = (1 - low) * ((1 - far) * grid[corner][c] + far * grid[corner + 1][c])
                            + low * ((1 - far) * grid[corner + cells][c] + far * grid[corner + cells + 1][c]);
                    value += grain * (float) (draw.nextUniform() - 0.5);
                    layer.values()[(c * layer.height() + y) * layer.width() + x] = Math.min(Math.max(value, 0), 1);
                }
            }
        }
        return layer;
    }
}
