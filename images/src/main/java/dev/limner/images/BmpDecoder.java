package dev.limner.images;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/** Checks a BMP's headers (BITMAPFILEHEADER, then BITMAPCOREHEADER or a later form) before its plugin sees it. */
final class BmpDecoder {
    private static final int FILE_HEADER = 14;
    private static final int CORE_HEADER = 12;
    /** Plain, run lengths of 8 and of 4 bits, masks; not JPEG or PNG in a BMP's clothes. */
    private static final Set<Integer> PACKINGS = Set.of(0, 1, 2, 3, 6);

    private BmpDecoder() {}

    /** Width and height. */
    static long[] size(byte[] bmp) {
        ByteBuffer buffer = ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN);
        return buffer.getInt(FILE_HEADER) == CORE_HEADER
                ? new long[]{buffer.getShort(18) & 0xffff, buffer.getShort(20) & 0xffff}
                : new long[]{buffer.getInt(18), Math.abs((long) buffer.getInt(22))};
    }

    static Samples decode(byte[] bmp) {
        if (bmp.length < FILE_HEADER + CORE_HEADER) {
            throw RefusedPictureException.unreadable("is cut off");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN);
        int header = buffer.getInt(FILE_HEADER);
        if (header == CORE_HEADER) {
            PictureLimits.check(buffer.getShort(18) & 0xffff, buffer.getShort(20) & 0xffff, 1, bmp.length);
        } else if (header >= 16 && header <= 1024 && bmp.length >= FILE_HEADER + 20) {
            PictureLimits.check(buffer.getInt(18), Math.abs((long) buffer.getInt(22)), 1, bmp.length);
            if (!PACKINGS.contains(buffer.getInt(30))) {
                throw RefusedPictureException.unreadable("is a BMP packed by method %d, which is not read"
                        .formatted(buffer.getInt(30)));
            }
        } else {
            throw RefusedPictureException.unreadable("does not begin as a BMP does");
        }
        return Rasters.samples(PluginReader.BMP.read(bmp));
    }
}
