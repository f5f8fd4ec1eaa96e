package dev.limner.images;

/**
 * A small change of a picture that leaves what it shows: mirrored, turned about its middle, moved, and changed in colour.
 * Pixels in between are blended linearly (with straight alpha, colours by their share of it); beyond the edge the edge goes
 * on. A variation that changes nothing gives the picture itself.
 *
 * @param mirrored   left to right
 * @param degrees    turned clockwise
 * @param right      moved, in widths
 * @param down       moved, in heights
 * @param brightness added, of 255
 * @param contrast   each value's distance from the picture's mean is multiplied by it
 * @param saturation each colour's distance from grey is multiplied by it
 */
public record Variation(boolean mirrored, double degrees, double right, double down, double brightness, double contrast,
        double saturation) {
    /** Changes nothing. */
    public static final Variation NONE = new Variation(false, 0, 0, 0, 0, 1, 1);

    /** The changed picture, of the same size and colour mode. */
    public Picture of(Picture picture) {
        return coloured(placed(picture));
    }

    private Picture placed(Picture picture) {
        if (!mirrored && degrees == 0 && right == 0 && down == 0) {
            return picture;
        }
        int width = picture.width();
        int height = picture.height();
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        double middleX = (width - 1) / 2.0;
        double middleY = (height - 1) / 2.0;
        byte[] pixels = new byte[picture.pixels().length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double fromX = x - middleX - right * width;
                double fromY = y - middleY - down * height;
                double sourceX = cos * fromX + sin * fromY;
                double sourceY = -sin * fromX + cos * fromY;
                blend(picture, middleX + (mirrored ? -sourceX : sourceX), middleY + sourceY, pixels, y * width + x);
            }
        }
        return new Picture(picture.channels(), height, width, pixels);
    }

    private static void blend(Picture picture, double x, double y, byte[] target, int at) {
        double cx = Math.max(0, Math.min(picture.width() - 1, x));
        double cy = Math.max(0, Math.min(picture.height() - 1, y));
        int x0 = (int) cx;
        int y0 = (int) cy;
        int x1 = Math.min(picture.width() - 1, x0 + 1);
        int y1 = Math.min(picture.height() - 1, y0 + 1);
        double[] weights = {(1 - cx + x0) * (1 - cy + y0), (cx - x0) * (1 - cy + y0), (1 - cx + x0) * (cy - y0),
                (cx - x0) * (cy - y0)};
        int[] xs = {x0, x1, x0, x1};
        int[] ys = {y0, y0, y1, y1};
        int plane = picture.width() * picture.height();
        int colours = Math.min(3, picture.channels());
        double total = 1;
        if (picture.channels() == 4) {
            total = 0;
            for (int i = 0; i < 4; i++) {
                double alpha = picture.at(3, ys[i], xs[i]);
                total += weights[i] * alpha;
                weights[i] *= alpha;
            }
            target[3 * plane + at] = value(total);
        }
        for (int c = 0; c < colours; c++) {
            double sum = 0;
            for (int i = 0; i < 4; i++) {
                sum += weights[i] * picture.at(c, ys[i], xs[i]);
            }
            target[c * plane + at] = total == 0 ? 0 : value(sum / total);
        }
    }

    private Picture coloured(Picture picture) {
        if (brightness == 0 && contrast == 1 && saturation == 1) {
            return picture;
        }
        byte[] grey = picture.toGrey().pixels();
        double mean = 0;
        for (byte value : grey) {
            mean += value & 0xff;
        }
        mean /= grey.length;
        int plane = grey.length;
        byte[] pixels = picture.pixels().clone();
        for (int i = 0; i < Math.min(3, picture.channels()) * plane; i++) {
            int luma = grey[i % plane] & 0xff;
            double value = luma + saturation * ((pixels[i] & 0xff) - luma);
            pixels[i] = value(mean + contrast * (value - mean) + brightness);
        }
        return new Picture(picture.channels(), picture.height(), picture.width(), pixels);
    }

    private static byte value(double value) {
        return (byte) Math.max(0, Math.min(255, Math.round(value)));
    }
}
