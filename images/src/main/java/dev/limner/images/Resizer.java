package dev.limner.images;

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
     * The whole picture in another size, anti-aliased: a cubic convolution (Keys 1981, a = −0.5) as wide as one pixel of
     * the smaller of the two. Colours under alpha count by how opaque they are.
     */
    public static Picture resize(Picture picture, int width, int height) {
        if (width == picture.width() && height == picture.height()) {
            return picture;
        }
        return new Resampling(picture, width, height).picture();
    }
}
