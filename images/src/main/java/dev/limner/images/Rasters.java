package dev.limner.images;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Arrays;

import dev.limner.images.Samples.Space;

/**
 * Takes the samples out of a plugin's picture as they are. AWT's own conversions are not used: they move greys by a gamma
 * that the file does not have, and differ from one JDK to the next.
 */
final class Rasters {
    private static final int MOST_BITS = 16;

    private Rasters() {}

    /**
     * The picture's samples at 8 bits, rounded from 16 where it has them, alpha straight.
     *
     * @throws RefusedPictureException (unreadable picture) for other colours than grey, RGB, CMYK and palettes of RGB
     */
    static Samples samples(BufferedImage image) {
        ColorModel model = image.getColorModel();
        if (model instanceof IndexColorModel palette) {
            return fromPalette(image.getRaster(), palette);
        }
        Space space = switch (model.getColorSpace().getType()) {
            case ColorSpace.TYPE_GRAY -> Space.GREY;
            case ColorSpace.TYPE_RGB -> Space.RGB;
            case ColorSpace.TYPE_CMYK -> Space.CMYK;
            default -> throw RefusedPictureException.unreadable("has colours of a kind that is not read");
        };
        Raster raster = image.getRaster();
        int bands = space.colours() + (model.hasAlpha() ? 1 : 0);
        int type = raster.getTransferType();
        if (raster.getNumBands() < bands || type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE) {
            throw RefusedPictureException.unreadable("has samples of a kind that is not read");
        }
        byte[] planes = planes(raster, bands);
        if (model.hasAlpha() && model.isAlphaPremultiplied()) {
            divide(planes, bands);
        }
        return new Samples(space, raster.getHeight(), raster.getWidth(), planes);
    }

    private static byte[] planes(Raster raster, int bands) {
        int width = raster.getWidth();
        int plane = width * raster.getHeight();
        byte[] planes = new byte[Math.multiplyExact(bands, plane)];
        int[] row = new int[width];
        for (int band = 0; band < bands; band++) {
            int bits = raster.getSampleModel().getSampleSize(band);
            if (bits < 1 || bits > MOST_BITS) {
                throw RefusedPictureException.unreadable("has samples of %d bits; at most %d are read"
                        .formatted(bits, MOST_BITS));
            }
            int largest = (1 << bits) - 1;
            for (int y = 0; y < raster.getHeight(); y++) {
                raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, band, row);
                int at = band * plane + y * width;
                for (int x = 0; x < width; x++) {
                    int value = row[x] & largest;
                    planes[at + x] = (byte) (bits == 8 ? value : (value * 255 + largest / 2) / largest);
                }
            }
        }
        return planes;
    }

    private static Samples fromPalette(Raster indices, IndexColorModel palette) {
        int width = indices.getWidth();
        int plane = width * indices.getHeight();
        int[] colours = new int[palette.getMapSize()];
        palette.getRGBs(colours);
        boolean grey = Arrays.stream(colours).allMatch(argb -> argb >>> 24 == 255
                && (argb & 0xff) == (argb >> 8 & 0xff) && (argb & 0xff) == (argb >> 16 & 0xff));
        int channels = grey ? 1 : palette.hasAlpha() ? 4 : 3;
        byte[] planes = new byte[Math.multiplyExact(channels, plane)];
        int[] row = new int[width];
        for (int y = 0; y < indices.getHeight(); y++) {
            indices.getSamples(indices.getMinX(), indices.getMinY() + y, width, 1, 0, row);
            for (int x = 0; x < width; x++) {
                if (row[x] >= colours.length) {
                    throw RefusedPictureException.unreadable("uses colour %d of a palette of %d"
                            .formatted(row[x], colours.length));
                }
                int argb = colours[row[x]];
                for (int c = 0; c < channels; c++) {
                    planes[c * plane + y * width + x] = (byte) (argb >> (c == 3 ? 24 : 16 - 8 * c));
                }
            }
        }
        return new Samples(grey ? Space.GREY : Space.RGB, indices.getHeight(), width, planes);
    }

    /** Takes the alpha, the last channel, out of colours that were multiplied by it. */
    private static void divide(byte[] planes, int channels) {
        int plane = planes.length / channels;
        int alpha = (channels - 1) * plane;
        for (int i = 0; i < alpha; i++) {
            int a = planes[alpha + i % plane] & 0xff;
            planes[i] = (byte) (a == 0 ? 0 : Math.min(255, ((planes[i] & 0xff) * 255 + a / 2) / a));
        }
    }
}
