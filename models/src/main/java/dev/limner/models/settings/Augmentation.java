package dev.limner.models.settings;

import dev.limner.models.PictureShape;
import dev.limner.models.randomness.Randomness;

/**
 * What each picture goes through, by chance, on its way to the network.
 *
 * @param flips  whether half of them are mirrored, left to right
 * @param shifts pixels that they are moved by at most in each direction; what comes in repeats the edge
 * @param colour how far they are changed at most: brightness by ± this share of white, contrast and (of rgb) saturation by a
 *               factor of 1 ± this
 */
public record Augmentation(boolean flips, int shifts, double colour) {

    /** Nothing. */
    public static final Augmentation NONE = new Augmentation(false, 0, 0);

    /**
     * Changes one picture in place.
     *
     * @param pixels uint8, planar
     * @param offset where it begins
     * @param draw   the picture's own
     */
    public void apply(byte[] pixels, int offset, PictureShape shape, Randomness draw) {
        if (flips && draw.nextBelow(2) == 1) {
            mirror(pixels, offset, shape);
        }
        if (shifts > 0) {
            move(pixels, offset, shape, draw.nextBelow(2 * shifts + 1) - shifts,
                    draw.nextBelow(2 * shifts + 1) - shifts);
        }
        if (colour > 0) {
            recolour(pixels, offset, shape, around(draw, 0), around(draw, 1), around(draw, 1));
        }
    }

    private double around(Randomness draw, double middle) {
        return middle + (2 * draw.nextUniform() - 1) * colour;
    }

    private static void mirror(byte[] pixels, int offset, PictureShape shape) {
        int width = shape.width();
        for (int row = offset; row < offset + shape.bytes(); row += width) {
            for (int left = row, right = row + width - 1; left < right; left++, right--) {
                byte kept = pixels[left];
                pixels[left] = pixels[right];
                pixels[right] = kept;
            }
        }
    }

    private static void move(byte[] pixels, int offset, PictureShape shape, int dx, int dy) {
        int width = shape.width();
        int height = shape.height();
        byte[] plane = new byte[width * height];
        for (int start = offset; start < offset + shape.bytes(); start += plane.length) {
            System.arraycopy(pixels, start, plane, 0, plane.length);
            for (int y = 0; y < height; y++) {
                int from = Math.min(Math.max(y - dy, 0), height - 1) * width;
                for (int x = 0; x < width; x++) {
                    pixels[start + y * width + x] = plane[from + Math.min(Math.max(x - dx, 0), width - 1)];
                }
            }
        }
    }

    /** Contrast about the picture's own mean, saturation about each pixel's; alpha stays as it is. */
    private static void recolour(byte[] pixels, int offset, PictureShape shape, double brightness, double contrast,
            double saturation) {
        int plane = shape.width() * shape.height();
        int colours = shape.channels() < 3 ? 1 : 3;
        double sum = 0;
        for (int i = 0; i < colours * plane; i++) {
            sum += pixels[offset + i] & 255;
        }
        double mean = sum / (colours * plane);
        for (int i = 0; i < plane; i++) {
            double grey = 0;
            for (int c = 0; c < colours; c++) {
                grey += (pixels[offset + c * plane + i] & 255) / (double) colours;
            }
            for (int c = 0; c < colours; c++) {
                double value = grey + ((pixels[offset + c * plane + i] & 255) - grey) * saturation;
                value = mean + (value - mean) * contrast + 255 * brightness;
                pixels[offset + c * plane + i] = (byte) Math.round(Math.min(Math.max(value, 0), 255));
            }
        }
    }
}
