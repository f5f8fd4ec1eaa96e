package dev.limner.images.jpeg;

import dev.limner.images.RefusedPictureException;

/**
 * Reads a scan's bits (ITU-T T.81, section F.2.2): highest first, a zero byte after each 0xFF left out. It stops before a
 * marker; what is read beyond it is zeros, and {@link #check} refuses that.
 */
final class EntropyReader {
    private static final int MARKER = 0xff;
    private static final int FIRST_RESTART = 0xd0;

    private final byte[] jpeg;
    private int position;
    private long bits;
    private int count;
    private int invented;

    EntropyReader(byte[] jpeg, int position) {
        this.jpeg = jpeg;
        this.position = position;
    }

    /** Where the bytes that were not taken yet begin. */
    int position() {
        return position;
    }

    private void fill() {
        while (count <= 56) {
            int next;
            if (position >= jpeg.length) {
                next = 0;
                invented += 8;
            } else {
                next = jpeg[position] & 0xff;
                if (next != MARKER) {
                    position++;
                } else if (position + 1 < jpeg.length && jpeg[position + 1] == 0) {
                    position += 2;
                } else {
                    next = 0;
                    invented += 8;
                }
            }
            bits = bits << 8 | next;
            count += 8;
        }
    }

    /** The next Huffman code's symbol, 0 to 255. */
    int symbol(HuffmanTable table) {
        if (count < 16) {
            fill();
        }
        int found = table.fast[(int) (bits >>> count - HuffmanTable.FAST) & (1 << HuffmanTable.FAST) - 1];
        if (found == 0) {
            found = table.slow((int) (bits >>> count - 16) & 0xffff);
        }
        count -= found >> 8;
        return found & 0xff;
    }

    /** The next bits as a number; at most 16. */
    int bits(int length) {
        if (count < length) {
            fill();
        }
        count -= length;
        return (int) (bits >>> count) & (1 << length) - 1;
    }

    /** A number of this many bits, of which the lower half stands for negative ones (figure F.12). */
    int extended(int length) {
        if (length == 0) {
            return 0;
        }
        int value = bits(length);
        return value < 1 << length - 1 ? value - (1 << length) + 1 : value;
    }

    /**
     * Refuses a scan from which more was read than there is.
     *
     * @throws RefusedPictureException (unreadable picture)
     */
    void check() {
        if (invented > count) {
            throw RefusedPictureException.unreadable("is cut off or damaged: its pixels end too early");
        }
    }

    /**
     * Goes on behind a restart marker.
     *
     * @param number of the marker, 0 to 7
     * @throws RefusedPictureException (unreadable picture) where another marker comes first
     */
    void restart(int number) {
        check();
        count = 0;
        invented = 0;
        seekMarker();
        if (position + 1 >= jpeg.length || (jpeg[position + 1] & 0xff) != FIRST_RESTART + number) {
            throw RefusedPictureException.unreadable("is damaged: a restart marker is missing");
        }
        position += 2;
    }

    /** Moves to the marker that ends the scan; bytes before it are left out. */
    void seekMarker() {
        while (position + 1 < jpeg.length
                && ((jpeg[position] & 0xff) != MARKER || jpeg[position + 1] == 0 || jpeg[position + 1] == -1)) {
            position++;
        }
    }
}
