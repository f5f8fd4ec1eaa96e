package dev.limner.images;

import java.util.Arrays;
import java.util.List;

/** A white sheet that pictures and words are put on. */
final class Canvas {
    private static final byte INK = 40;

    private final int channels;
    private final int height;
    private final int width;
    private final byte[] pixels;

    /** A sheet in grey where all of these pictures are, else in RGB. */
    Canvas(List<Picture> pictures, int width, int height) {
        this.channels = pictures.stream().allMatch(picture -> picture.channels() == 1) ? 1 : 3;
        this.height = height;
        this.width = width;
        this.pixels = new byte[Math.multiplyExact(channels, Math.multiplyExact(width, height))];
        Arrays.fill(pixels, (byte) 255);
    }

    /** Puts a picture with its upper left corner at (left, top), each of its pixels as scale × scale. */
    void put(Picture picture, int left, int top, int scale) {
        Picture drawn = channels == 1 ? picture : picture.toRgb();
        for (int c = 0; c < channels; c++) {
            for (int y = 0; y < drawn.height() * scale; y++) {
                int row = (c * height + top + y) * width + left;
                for (int x = 0; x < drawn.width() * scale; x++) {
                    pixels[row + x] = (byte) drawn.at(c, y / scale, x / scale);
                }
            }
        }
    }

    /** Writes a line with its upper left corner at (left, top), each dot of its letters as scale × scale. */
    void write(String line, int left, int top, int scale) {
        int at = left;
        for (int letter : Glyphs.letters(line)) {
            for (int y = 0; y < Glyphs.HEIGHT * scale; y++) {
                for (int x = 0; x < Glyphs.WIDTH * scale; x++) {
                    if (Glyphs.inked(letter, y / scale, x / scale)) {
                        ink(top + y, at + x);
                    }
                }
            }
            at += Glyphs.ADVANCE * scale;
        }
    }

    private void ink(int y, int x) {
        for (int c = 0; c < channels; c++) {
            pixels[(c * height + y) * width + x] = INK;
        }
    }

    /** The sheet as it is; nothing is put on it any more. */
    Picture picture() {
        return new Picture(channels, height, width, pixels);
    }
}
