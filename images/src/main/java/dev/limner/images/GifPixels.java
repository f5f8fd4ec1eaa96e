package dev.limner.images;

/**
 * Unpacks the pixels of a GIF: LZW with codes of variable length, lowest bit first, in blocks of at most 255 bytes (GIF89a
 * specification, appendix F). As many pixels as the picture has, and no more; fewer are refused.
 */
final class GifPixels {
    private static final int MOST_CODES = 4096;
    private static final int[] FIRST_ROW = {0, 4, 2, 1};
    private static final int[] ROW_STEP = {8, 8, 4, 2};

    private final byte[] gif;
    private int position;
    private int blockEnd;
    private int bits;
    private int available;

    /**
     * @param position of the byte that says the first code's length
     */
    GifPixels(byte[] gif, int position) {
        this.gif = gif;
        this.position = position;
        this.blockEnd = position;
    }

    /** Palette indices, row by row. */
    byte[] read(int width, int height, boolean interlaced) {
        byte[] indices = unpack(width * height);
        return interlaced ? inOrder(indices, width, height) : indices;
    }

    private byte[] unpack(int count) {
        int literalBits = gif[position++];
        blockEnd = position;
        if (literalBits < 1 || literalBits > 8) {
            throw RefusedPictureException.unreadable("begins with codes of %d bits".formatted(literalBits));
        }
        byte[] pixels = new byte[count];
        int clear = 1 << literalBits;
        // Each code stands for what an earlier code wrote and the pixel after it: where that begins, and how long it is.
        int[] starts = new int[MOST_CODES];
        int[] lengths = new int[MOST_CODES];
        int next = clear + 2;
        int codeBits = literalBits + 1;
        int at = 0;
        int before = -1;
        int beforeLength = 0;
        while (at < count) {
            int code = code(codeBits);
            if (code == clear) {
                next = clear + 2;
                codeBits = literalBits + 1;
                before = -1;
                continue;
            }
            if (code == clear + 1) {
                throw RefusedPictureException.unreadable("ends after %d of %d pixels".formatted(at, count));
            }
            if (before >= 0 && next < MOST_CODES) {
                starts[next] = before;
                lengths[next] = beforeLength + 1;
                next++;
                codeBits += next == 1 << codeBits && codeBits < 12 ? 1 : 0;
            }
            int start = at;
            if (code < clear) {
                pixels[at++] = (byte) code;
            } else if (code < next) {
                int end = Math.min(count, at + lengths[code]);
                for (int from = starts[code]; at < end; from++) {
                    pixels[at++] = pixels[from];
                }
            } else {
                throw RefusedPictureException.unreadable("has a code that nothing stands for");
            }
            before = start;
            beforeLength = at - start;
        }
        return pixels;
    }

    private int code(int length) {
        while (available < length) {
            if (position == blockEnd) {
                int block = gif[position++] & 0xff;
                if (block == 0) {
                    throw RefusedPictureException.unreadable("is cut off: its data ends too early");
                }
                blockEnd = position + block;
            }
            bits |= (gif[position++] & 0xff) << available;
            available += 8;
        }
        int code = bits & (1 << length) - 1;
        bits >>>= length;
        available -= length;
        return code;
    }

    private static byte[] inOrder(byte[] indices, int width, int height) {
        byte[] rows = new byte[indices.length];
        int from = 0;
        for (int pass = 0; pass < FIRST_ROW.length; pass++) {
            for (int y = FIRST_ROW[pass]; y < height; y += ROW_STEP[pass]) {
                System.arraycopy(indices, from, rows, y * width, width);
                from += width;
            }
        }
        return rows;
    }
}
