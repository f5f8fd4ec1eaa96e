package dev.limner.images;

import java.util.Arrays;

/** Changes the size of pictures. */
public final class Resizer {
    private Resizer() {}

    /**
     * The middle of the picture as a square of the given side, anti-aliased.
     *
     * @param side in pixels, 1 and up
     */
    public static Picture square(Picture picture, int side) {
        int crop = Math.min(picture.width(), picture.height());
        return resize(crop(picture, (picture.width() - crop) / 2, (picture.height() - crop) / 2, crop, crop), side,
                side);
    }

    /** The part of a picture that begins at column x and row y. */
    public static Picture crop(Picture picture, int x, int y, int width, int height) {
        if (x == 0 && y == 0 && width == picture.width() && height == picture.height()) {
            return picture;
        }
        byte[] pixels = new byte[picture.channels() * width * height];
        for (int c = 0; c < picture.channels(); c++) {
            for (int row = 0; row < height; row++) {
                System.arraycopy(picture.pixels(), (c * picture.height() + y + row) * picture.width() + x, pixels,
                        (c * height + row) * width, width);
            }
        }
        return new Picture(picture.channels(), height, width, pixels);
    }

    /**
     * The whole picture in a square of the given side, anti-aliased, as large as it fits and in the middle of it.
     *
     * @param side  in pixels, 1 and up
     * @param value of what lies around it, in every channel: 255 for white, 0 for black or, with alpha, for nothing
     */
    public static Picture padded(Picture picture, int side, int value) {
        int longer = Math.max(picture.width(), picture.height());
        int width = Math.max(1, Math.round((float) picture.width() * side / longer));
        int height = Math.max(1, Math.round((float) picture.height() * side / longer));
        Picture fitted = resize(picture, width, height);
        if (width == side && height == side) {
            return fitted;
        }
        byte[] pixels = new byte[fitted.channels() * side * side];
        Arrays.fill(pixels, (byte) value);
        for (int c = 0; c < fitted.channels(); c++) {
            for (int y = 0; y < height; y++) {
                System.arraycopy(fitted.pixels(), (c * height + y) * width, pixels,
                        (c * side + (side - height) / 2 + y) * side + (side - width) / 2, width);
            }
        }
        return new Picture(fitted.channels(), side, side, pixels);
    }

    /**
     * The whole picture in another size, anti-aliased: a cubic convolution (Keys 1981, a = −0.5) as wide as one pixel of
     * the larger of the two. Colours under alpha count by how opaque they are. Bit for bit what Pillow makes of it.
     */
    public static Picture resize(Picture picture, int width, int height) {
        if (width == picture.width() && height == picture.height()) {
            return picture;
        }
        return new Resampling(picture.width(), picture.height(), width, height).of(picture);
    }
}
