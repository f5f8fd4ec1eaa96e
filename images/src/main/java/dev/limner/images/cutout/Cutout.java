package dev.limner.images.cutout;

import dev.limner.images.Picture;
import dev.limner.images.Pulse;

/** What is cut out of a picture, and what it is laid over. */
public final class Cutout {
    /** About how much of the time goes into alpha. */
    private static final double MATTING_SHARE = 0.8;

    private Cutout() {}

    /**
     * Cuts out the foreground: alpha by {@link ClosedFormMatting}, colours by {@link Foreground}.
     *
     * @return red, green, blue and alpha
     * @throws IllegalArgumentException where the trimap is of another size
     */
    public static Picture cut(Picture picture, Trimap trimap) {
        return cut(picture, trimap, Pulse.NONE);
    }

    /**
     * As {@link #cut(Picture, Trimap)}.
     *
     * @param pulse told how far it is
     */
    public static Picture cut(Picture picture, Trimap trimap, Pulse pulse) {
        Picture alpha = ClosedFormMatting.alpha(picture, trimap, pulse.part(0, MATTING_SHARE));
        return joined(Foreground.estimate(picture, alpha, pulse.part(MATTING_SHARE, 1)), alpha);
    }

    /** Colours and alpha (grey, of the same size) as one picture. */
    public static Picture joined(Picture colours, Picture alpha) {
        byte[] pixels = new byte[4 * alpha.pixels().length];
        System.arraycopy(colours.toRgb().pixels(), 0, pixels, 0, 3 * alpha.pixels().length);
        System.arraycopy(alpha.pixels(), 0, pixels, 3 * alpha.pixels().length, alpha.pixels().length);
        return new Picture(4, alpha.height(), alpha.width(), pixels);
    }

    /**
     * Lays a cut-out over a background: αF + (1 − α)B in sRGB values, as it was taken apart.
     *
     * @param cutout     red, green, blue and alpha
     * @param background of the same size
     * @return red, green and blue
     * @throws IllegalArgumentException where the sizes differ or the cut-out has no alpha
     */
    public static Picture over(Picture cutout, Picture background) {
        if (cutout.channels() != 4 || cutout.height() != background.height() || cutout.width() != background.width()) {
            throw new IllegalArgumentException("%s cannot be laid over %s: it must have alpha and the same size"
                    .formatted(cutout, background));
        }
        byte[] front = cutout.pixels();
        byte[] pixels = background.toRgb().pixels().clone();
        int size = cutout.height() * cutout.width();
        for (int i = 0; i < pixels.length; i++) {
            int a = front[3 * size + i % size] & 0xff;
            pixels[i] = (byte) (((front[i] & 0xff) * a + (pixels[i] & 0xff) * (255 - a) + 127) / 255);
        }
        return new Picture(3, cutout.height(), cutout.width(), pixels);
    }
}
