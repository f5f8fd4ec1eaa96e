package dev.limner.images.jpeg;

import java.util.Arrays;

import dev.limner.images.RefusedPictureException;

/**
 * A Huffman table of a JPEG (ITU-T T.81, annex C): codes of up to 16 bits in the order of their lengths. Codes of up to
 * {@value #FAST} bits are found at once.
 */
final class HuffmanTable {
    static final int FAST = 9;
    private static final int LONGEST = 16;

    /** By the next {@link #FAST} bits: length in the upper byte, symbol in the lower; 0 where the code is longer. */
    final short[] fast = new short[1 << FAST];
    /** The largest code of each length, with 16 − length zeros to its right, and one more; 0 for none. */
    private final int[] limits = new int[LONGEST + 2];
    /** What to add to a code of each length to get its symbol's index. */
    private final int[] offsets = new int[LONGEST + 1];
    private final byte[] symbols;

    /**
     * @param counts  of codes of 1 to 16 bits: 16 bytes from the offset on
     * @param symbols in the order of their codes
     * @throws RefusedPictureException (unreadable picture) where more codes are asked for than there are
     */
    HuffmanTable(byte[] counts, int offset, byte[] symbols) {
        this.symbols = symbols;
        int code = 0;
        int index = 0;
        for (int length = 1; length <= LONGEST; length++) {
            int count = counts[offset + length - 1] & 0xff;
            offsets[length] = index - code;
            if (code + count > 1 << length) {
                throw RefusedPictureException.unreadable("has a Huffman table with too many codes");
            }
            for (int i = 0; i < count; i++, code++, index++) {
                if (length <= FAST) {
                    int first = code << FAST - length;
                    Arrays.fill(fast, first, first + (1 << FAST - length),
                            (short) (length << 8 | symbols[index] & 0xff));
                }
            }
            limits[length] = code << LONGEST - length;
            code <<= 1;
        }
        limits[LONGEST + 1] = Integer.MAX_VALUE;
    }

    /**
     * A code longer than {@link #FAST} bits.
     *
     * @param next the next 16 bits
     * @return length in the upper bits, symbol in the lower byte
     * @throws RefusedPictureException (unreadable picture) where they begin no code
     */
    int slow(int next) {
        int length = FAST + 1;
        while (next >= limits[length]) {
            length++;
        }
        if (length > LONGEST) {
            throw RefusedPictureException.unreadable("is damaged: it has a code that nothing stands for");
        }
        return length << 8 | symbols[(next >> LONGEST - length) + offsets[length]] & 0xff;
    }
}
