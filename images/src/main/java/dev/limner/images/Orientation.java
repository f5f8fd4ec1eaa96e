package dev.limner.images;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How a camera was held (Exif 2.32, tag 0x0112 Orientation), and how its pictures are turned upright. */
public final class Orientation {
    /** The picture is as it is to be seen. */
    public static final int UPRIGHT = 1;
    private static final int TAG = 0x0112;
    private static final int SHORT = 3;
    private static final int ENTRY = 12;

    private Orientation() {}

    /**
     * The orientation that an Exif block says: a TIFF structure without pixels. What is broken says nothing.
     *
     * @param exif from its byte order mark on
     * @return 1 to 8; 1 where there is none
     */
    public static int of(ByteBuffer exif) {
        ByteBuffer tiff = exif.slice();
        try {
            tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            int directory = tiff.getInt(4);
            int entries = tiff.getShort(directory) & 0xffff;
            for (int i = 0; i < entries; i++) {
                int entry = directory + 2 + i * ENTRY;
                if ((tiff.getShort(entry) & 0xffff) == TAG && tiff.getShort(entry + 2) == SHORT) {
                    int value = tiff.getShort(entry + 8);
                    return value >= UPRIGHT && value <= 8 ? value : UPRIGHT;
                }
            }
            return UPRIGHT;
        } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
            return UPRIGHT;
        }
    }

    /**
     * The picture turned upright.
     *
     * @param orientation 1 to 8: 2 mirrored, 3 upside down, 4 both, 5 to 8 the same with rows and columns exchanged
     */
    static Picture upright(Picture picture, int orientation) {
        if (orientation == UPRIGHT) {
            return picture;
        }
        boolean exchanged = orientation >= 5;
        boolean right = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
        boolean bottom = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
        int across = picture.width();
        int down = picture.height();
        int width = exchanged ? down : across;
        int height = exchanged ? across : down;
        byte[] from = picture.pixels();
        byte[] to = new byte[from.length];
        int at = 0;
        for (int c = 0; c < picture.channels(); c++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int column = exchanged ? y : x;
                    int row = exchanged ? x : y;
                    column = right ? across - 1 - column : column;
                    row = bottom ? down - 1 - row : row;
                    to[at++] = from[(c * down + row) * across + column];
                }
            }
        }
        return new Picture(picture.channels(), height, width, to);
    }
}
