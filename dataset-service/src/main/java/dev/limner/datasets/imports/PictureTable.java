package dev.limner.datasets.imports;

import java.util.Arrays;

import dev.limner.store.datasets.Split;

/**
 * What is known of each picture read so far, in columns, so that a million of them take 40 MB: the SHA-256 of its
 * normalised pixels, its class, and the half its publisher put it in.
 */
final class PictureTable {
    static final int DIGEST_BYTES = 32;
    private static final byte NO_SPLIT = -1;

    private byte[] digests = new byte[DIGEST_BYTES * 1024];
    private int[] classes = new int[1024];
    private byte[] splits = new byte[1024];
    private int count;
    private int decided;

    /**
     * @param digest    32 bytes
     * @param className a number that stands for the class; -1 for none
     * @param split     null where the publisher says nothing
     */
    void add(byte[] digest, int className, Split split) {
        if (count == classes.length) {
            digests = Arrays.copyOf(digests, Math.multiplyExact(digests.length, 2));
            classes = Arrays.copyOf(classes, count * 2);
            splits = Arrays.copyOf(splits, count * 2);
        }
        replaceDigest(count, digest);
        classes[count] = className;
        splits[count] = split == null ? NO_SPLIT : (byte) split.ordinal();
        count++;
    }

    /** As {@link #add}, of a picture whose half stays as it is. Such pictures come before all others. */
    void addDecided(byte[] digest, int className, Split split) {
        add(digest, className, split);
        decided = count;
    }

    /** Whether the picture's half was decided before. */
    boolean decided(int picture) {
        return picture < decided;
    }

    int count() {
        return count;
    }

    int className(int picture) {
        return classes[picture];
    }

    /** The half its publisher put it in; null where he says nothing. */
    Split split(int picture) {
        return splits[picture] == NO_SPLIT ? null : Split.values()[splits[picture]];
    }

    void replaceDigest(int picture, byte[] digest) {
        System.arraycopy(digest, 0, digests, picture * DIGEST_BYTES, DIGEST_BYTES);
    }

    int compareDigests(int one, int other) {
        int a = one * DIGEST_BYTES;
        int b = other * DIGEST_BYTES;
        return Arrays.compareUnsigned(digests, a, a + DIGEST_BYTES, digests, b, b + DIGEST_BYTES);
    }

    /** The digest's first eight bytes as a fraction: evenly spread over 0 (inclusive) to 1 (exclusive). */
    double fraction(int picture) {
        long bits = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            bits = bits << 8 | digests[picture * DIGEST_BYTES + i] & 0xff;
        }
        return (bits >>> 11) * 0x1p-53;
    }
}
