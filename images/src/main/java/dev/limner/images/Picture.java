package dev.limner.images;

import java.util.Arrays;

/**
 * A picture in memory: planar 8-bit sRGB, channel by channel, {@code pixels[c * height * width + y * width + x]}.
 * Alpha is straight (not premultiplied), 255 is opaque.
 *
 * @param channels 1 (grey), 3 (red, green, blue) or 4 (red, green, blue, alpha)
 * @param height   in pixels, 1 and up
 * @param width    in pixels, 1 and up
 * @param pixels   channels × height × width bytes, not copied: nobody writes to them once the picture is made
 */
public record Picture(int channels, int height, int width, byte[] pixels) {
    private static final int WHITE = 255;

    public Picture {
        if (channels != 1 && channels != 3 && channels != 4) {
            throw new IllegalArgumentException("%d channels: a picture has 1, 3 or 4".formatted(channels));
        }
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException("a picture of %d×%d pixels".formatted(width, height));
        }
        if (pixels.length != (long) channels * height * width) {
            throw new IllegalArgumentException("%d bytes are not %d channels of %d×%d pixels"
                    .formatted(pixels.length, channels, width, height));
        }
    }

    /** The value of one channel of one pixel, 0 to 255. */
    public int at(int channel, int y, int x) {
        return pixels[(channel * height + y) * width + x] & 0xff;
    }

    /**
     * The picture in grey: Rec. 601 luma of its sRGB values, as most imaging software has it. What is transparent shows
     * white. A grey picture is returned as it is.
     */
    public Picture toGrey() {
        if (channels == 1) {
            return this;
        }
        byte[] rgb = toRgb().pixels;
        int plane = height * width;
        byte[] grey = new byte[plane];
        for (int i = 0; i < plane; i++) {
            int red = rgb[i] & 0xff;
            int green = rgb[plane + i] & 0xff;
            int blue = rgb[2 * plane + i] & 0xff;
            grey[i] = (byte) ((19595 * red + 38470 * green + 7471 * blue + 32768) >> 16);
        }
        return new Picture(1, height, width, grey);
    }

    /** The picture in red, green and blue. What is transparent shows white. An RGB picture is returned as it is. */
    public Picture toRgb() {
        if (channels == 3) {
            return this;
        }
        int plane = height * width;
        byte[] rgb = new byte[3 * plane];
        for (int c = 0; c < 3; c++) {
            if (channels == 1) {
                System.arraycopy(pixels, 0, rgb, c * plane, plane);
            } else {
                overWhite(c * plane, 3 * plane, rgb, plane);
            }
        }
        return new Picture(3, height, width, rgb);
    }

    /**
     * The picture in red, green, blue and alpha: opaque where it had none. Colours of which nothing shows become 0, so that
     * what looks the same is the same.
     */
    public Picture toRgba() {
        int plane = height * width;
        byte[] rgba = Arrays.copyOf(channels == 4 ? pixels : toRgb().pixels, 4 * plane);
        if (channels != 4) {
            Arrays.fill(rgba, 3 * plane, 4 * plane, (byte) 255);
        }
        for (int i = 0; i < plane; i++) {
            if (rgba[3 * plane + i] == 0) {
                rgba[i] = 0;
                rgba[plane + i] = 0;
                rgba[2 * plane + i] = 0;
            }
        }
        return new Picture(4, height, width, rgba);
    }

    private void overWhite(int colour, int alpha, byte[] target, int plane) {
        for (int i = 0; i < plane; i++) {
            int a = pixels[alpha + i] & 0xff;
            int value = pixels[colour + i] & 0xff;
            target[colour + i] = (byte) ((value * a + WHITE * (255 - a) + 127) / 255);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Picture that && channels == that.channels && height == that.height
                && width == that.width && Arrays.equals(pixels, that.pixels);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * channels + height) + width) + Arrays.hashCode(pixels);
    }

    @Override
    public String toString() {
        return "Picture[%d×%d, %s]".formatted(width, height, switch (channels) {
            case 1 -> "grey";
            case 3 -> "rgb";
            default -> "rgba";
        });
    }
}
