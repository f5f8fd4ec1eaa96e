package dev.limner.images;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import dev.limner.images.Samples.Space;

/**
 * Decodes the first picture of a GIF (GIF89a specification) on its screen, which is transparent around it. What follows the
 * first picture is not looked at.
 */
final class GifDecoder {
    private static final int SCREEN = 6;
    private static final int CONTENT = 13;
    private static final int EXTENSION = 0x21;
    private static final int PICTURE = 0x2c;
    private static final int GRAPHIC_CONTROL = 0xf9;
    private static final int MOST_EXTENSIONS = 4096;

    private final byte[] gif;
    private final ByteBuffer buffer;
    private int position = CONTENT;
    private int transparent = -1;

    private GifDecoder(byte[] gif) {
        this.gif = gif;
        this.buffer = ByteBuffer.wrap(gif).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Width and height of the screen, which may be 0 where the pictures on it have a size of their own. */
    static long[] size(byte[] gif) {
        GifDecoder decoder = new GifDecoder(gif);
        if (decoder.word(SCREEN) == 0 || decoder.word(SCREEN + 2) == 0) {
            int flags = gif[SCREEN + 4];
            decoder.position += flags < 0 ? 3 * (2 << (flags & 7)) : 0;
            decoder.skipToPicture();
            return new long[]{decoder.word(decoder.position) + decoder.word(decoder.position + 4),
                    decoder.word(decoder.position + 2) + decoder.word(decoder.position + 6)};
        }
        return new long[]{decoder.word(SCREEN), decoder.word(SCREEN + 2)};
    }

    static Samples decode(byte[] gif) {
        return new GifDecoder(gif).decode();
    }

    private Samples decode() {
        int width = word(SCREEN);
        int height = word(SCREEN + 2);
        int flags = buffer.get(SCREEN + 4);
        int globalColours = flags < 0 ? position : -1;
        int globalCount = 2 << (flags & 7);
        position += flags < 0 ? 3 * globalCount : 0;
        skipToPicture();
        int left = word(position);
        int top = word(position + 2);
        int across = word(position + 4);
        int down = word(position + 6);
        int local = buffer.get(position + 8);
        position += 9;
        // Some encoders leave the screen empty, or smaller than the picture on it.
        width = Math.max(width, left + across);
        height = Math.max(height, top + down);
        PictureLimits.check(width, height, 1, gif.length);
        PictureLimits.check(across, down, 1, gif.length);
        int colours = local < 0 ? position : globalColours;
        int count = local < 0 ? 2 << (local & 7) : globalCount;
        position += local < 0 ? 3 * count : 0;
        if (colours < 0) {
            throw RefusedPictureException.unreadable("has no palette");
        }
        byte[] indices = new GifPixels(gif, position).read(across, down, (local & 0x40) != 0);
        return WebpDecoder.onCanvas(coloured(indices, across, down, colours, count), left, top, width, height);
    }

    private void skipToPicture() {
        for (int i = 0; i < MOST_EXTENSIONS; i++) {
            int block = buffer.get(position++) & 0xff;
            if (block == PICTURE) {
                return;
            }
            if (block != EXTENSION) {
                break;
            }
            int kind = buffer.get(position) & 0xff;
            if (kind == GRAPHIC_CONTROL && buffer.get(position + 1) >= 4) {
                transparent = (buffer.get(position + 2) & 1) == 1 ? buffer.get(position + 5) & 0xff : -1;
            }
            position++;
            for (int length = buffer.get(position) & 0xff; length > 0; length = buffer.get(position) & 0xff) {
                position += length + 1;
            }
            position++;
        }
        throw RefusedPictureException.unreadable("has no picture where one should be");
    }

    private Samples coloured(byte[] indices, int width, int height, int colours, int count) {
        boolean grey = transparent < 0;
        boolean seen = false;
        for (byte index : indices) {
            int colour = index & 0xff;
            if (colour >= count) {
                throw RefusedPictureException.unreadable("uses colour %d of a palette of %d".formatted(colour, count));
            }
            int at = colours + 3 * colour;
            grey &= gif[at] == gif[at + 1] && gif[at] == gif[at + 2];
            seen |= colour == transparent;
        }
        int channels = seen ? 4 : grey ? 1 : 3;
        int plane = indices.length;
        byte[] planes = new byte[Math.multiplyExact(channels, plane)];
        for (int c = 0; c < Math.min(channels, 3); c++) {
            for (int i = 0; i < plane; i++) {
                planes[c * plane + i] = gif[colours + 3 * (indices[i] & 0xff) + c];
            }
        }
        for (int i = 0; channels == 4 && i < plane; i++) {
            planes[3 * plane + i] = (byte) ((indices[i] & 0xff) == transparent ? 0 : 255);
        }
        return new Samples(grey && !seen ? Space.GREY : Space.RGB, height, width, planes);
    }

    private int word(int at) {
        return buffer.getShort(at) & 0xffff;
    }
}
