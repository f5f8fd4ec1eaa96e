package dev.limner.images.webp;

import dev.limner.images.RefusedPictureException;

/** Reads VP8's arithmetic code (RFC 6386, section 7). Beyond the end there are zeros, which {@link #check} refuses. */
final class BoolDecoder {
    /** As many bytes as a coder may leave out at the end, since they are zeros. */
    private static final int LEFT_OUT = 2;
    private final byte[] data;
    private final int end;
    private int position;
    private int value;
    private int spare = -8;
    private int range = 255;

    /** Of the bytes from position to end. */
    BoolDecoder(byte[] data, int position, int end) {
        this.data = data;
        this.position = position;
        this.end = end;
    }

    /**
     * The next bit.
     *
     * @param probability that it is 0, times 256
     */
    int bit(int probability) {
        while (spare < 0) {
            value = value << 8 | (position < end ? data[position] & 0xff : 0);
            position++;
            spare += 8;
        }
        int split = 1 + ((range - 1) * probability >> 8);
        int bit;
        if (value >= split << spare) {
            value -= split << spare;
            range -= split;
            bit = 1;
        } else {
            range = split;
            bit = 0;
        }
        int shift = Integer.numberOfLeadingZeros(range) - 24;
        range <<= shift;
        spare -= shift;
        return bit;
    }

    boolean flag() {
        return bit(128) == 1;
    }

    /** A number of so many bits, the highest first. */
    int number(int bits) {
        int number = 0;
        for (int i = 0; i < bits; i++) {
            number = number << 1 | bit(128);
        }
        return number;
    }

    /** A number of so many bits and its sign, where a flag says that there is one; else 0. */
    int optional(int bits) {
        if (!flag()) {
            return 0;
        }
        int number = number(bits);
        return flag() ? -number : number;
    }

    /**
     * Refuses a stream from which more was read than there is.
     *
     * @throws RefusedPictureException (unreadable picture)
     */
    void check() {
        if (position > end + LEFT_OUT) {
            throw RefusedPictureException.unreadable("is cut off or damaged: its pixels end too early");
        }
    }
}
