package dev.limner.images;

import java.awt.image.Raster;
import java.nio.ByteBuffer;

/**
 * Turns a PNG's raw samples into a picture of 8 bits a channel.
 *
 * @param raster      raw samples: a band for each sample of a pixel, values as the file has them
 * @param palette     three bytes a colour; null where there is none
 * @param transparent the content of tRNS: alpha by palette index, or the colour that is transparent; null for none
 */
record PngSamples(PngHeader header, Raster raster, ByteBuffer palette, ByteBuffer transparent, String name) {

    Picture picture() {
        return switch (header.colour()) {
            case PngHeader.PALETTE -> fromPalette();
            case PngHeader.GREY, PngHeader.RGB -> transparent == null ? opaque() : keyed();
            case PngHeader.GREY_ALPHA -> spread(new int[]{0, 0, 0, 1});
            default -> spread(new int[]{0, 1, 2, 3});
        };
    }

    private Picture opaque() {
        return spread(header.samples() == 1 ? new int[]{0} : new int[]{0, 1, 2});
    }

    /** A picture whose channel c comes from band {@code bands[c]}. */
    private Picture spread(int[] bands) {
        int plane = header.width() * header.height();
        byte[] pixels = new byte[bands.length * plane];
        int[] row = new int[header.width()];
        for (int c = 0; c < bands.length; c++) {
            for (int y = 0; y < header.height(); y++) {
                samples(bands[c], y, row);
                for (int x = 0; x < row.length; x++) {
                    pixels[c * plane + y * row.length + x] = (byte) eightBits(row[x]);
                }
            }
        }
        return new Picture(bands.length, header.height(), header.width(), pixels);
    }

    /** Grey or RGB in which exactly one colour is transparent: RGBA. */
    private Picture keyed() {
        if (transparent.remaining() != 2 * header.samples()) {
            throw PngChunks.unreadable(name, "its transparent colour has %d bytes".formatted(transparent.remaining()));
        }
        Picture colours = opaque().toRgb();
        int plane = header.width() * header.height();
        byte[] pixels = new byte[4 * plane];
        System.arraycopy(colours.pixels(), 0, pixels, 0, 3 * plane);
        int[] row = new int[header.width()];
        for (int band = 0; band < header.samples(); band++) {
            int key = transparent.getShort(2 * band) & (1 << header.bits()) - 1;
            for (int y = 0; y < header.height(); y++) {
                samples(band, y, row);
                for (int x = 0; x < row.length; x++) {
                    if (row[x] != key) {
                        pixels[3 * plane + y * row.length + x] = (byte) 255;
                    }
                }
            }
        }
        return new Picture(4, header.height(), header.width(), pixels);
    }

    private Picture fromPalette() {
        int plane = header.width() * header.height();
        int channels = transparent == null ? 3 : 4;
        int colours = palette.remaining() / 3;
        byte[] pixels = new byte[channels * plane];
        int[] row = new int[header.width()];
        for (int y = 0; y < header.height(); y++) {
            samples(0, y, row);
            for (int x = 0; x < row.length; x++) {
                int index = row[x];
                if (index >= colours) {
                    throw PngChunks.unreadable(name, "it uses colour %d of a palette of %d".formatted(index, colours));
                }
                int at = y * row.length + x;
                for (int c = 0; c < 3; c++) {
                    pixels[c * plane + at] = palette.get(3 * index + c);
                }
                if (channels == 4) {
                    pixels[3 * plane + at] = index < transparent.remaining() ? transparent.get(index) : (byte) 255;
                }
            }
        }
        return new Picture(channels, header.height(), header.width(), pixels);
    }

    private void samples(int band, int y, int[] row) {
        raster.getSamples(0, y, row.length, 1, band, row);
    }

    /** v × 255 / (2^bits − 1), rounded. */
    private int eightBits(int value) {
        int largest = (1 << header.bits()) - 1;
        return (value * 255 + largest / 2) / largest;
    }
}
