package dev.limner.images.jpeg;

import java.util.Arrays;

import dev.limner.images.RefusedPictureException;

/** The tables that a JPEG has defined so far (ITU-T T.81, section B.2.4). */
final class Tables {
    private static final int CLASSES = 16;
    private final HuffmanTable[] dc = new HuffmanTable[4];
    private final HuffmanTable[] ac = new HuffmanTable[4];
    private final int[][] steps = new int[4][];
    /** Units between restart markers; 0 for none. */
    int interval;

    void huffman(byte[] jpeg, int from, int end) {
        int at = from;
        while (at < end) {
            int selector = jpeg[at] & 0xff;
            int count = 0;
            for (int i = 1; i <= CLASSES; i++) {
                count += jpeg[at + i] & 0xff;
            }
            int symbols = at + 1 + CLASSES;
            if ((selector & 15) > 3 || selector >> 4 > 1 || count > 256 || symbols + count > end) {
                throw RefusedPictureException.unreadable("is damaged in a Huffman table");
            }
            (selector >> 4 == 0 ? dc : ac)[selector & 3] = new HuffmanTable(jpeg, at + 1,
                    Arrays.copyOfRange(jpeg, symbols, symbols + count));
            at = symbols + count;
        }
    }

    void quantisation(byte[] jpeg, int from, int end) {
        int at = from;
        while (at < end) {
            int bytes = 1 + (jpeg[at] >> 4 & 15);
            int number = jpeg[at] & 15;
            if (bytes > 2 || number > 3 || at + 1 + 64 * bytes > end) {
                throw RefusedPictureException.unreadable("is damaged in a quantisation table");
            }
            int[] table = new int[64];
            for (int i = 0; i < 64; i++) {
                table[i] = bytes == 1 ? jpeg[at + 1 + i] & 0xff : Frame.word(jpeg, at + 1 + 2 * i);
            }
            steps[number] = table;
            at += 1 + 64 * bytes;
        }
    }

    HuffmanTable dc(int number) {
        return there(number < dc.length ? dc[number] : null, "a Huffman table");
    }

    HuffmanTable ac(int number) {
        return there(number < ac.length ? ac[number] : null, "a Huffman table");
    }

    /** In zigzag order. */
    int[] steps(int number) {
        return there(steps[number], "a quantisation table");
    }

    private static <T> T there(T table, String what) {
        if (table == null) {
            throw RefusedPictureException.unreadable("is damaged: %s is missing".formatted(what));
        }
        return table;
    }
}
