package dev.limner.datasets.sources;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One header block of a tar (POSIX.1-1988 ustar; sizes of 8 GiB and more in base 256, as GNU tar writes them).
 *
 * @param name with the prefix where there is one
 * @param size bytes that follow, before padding to whole blocks
 * @param type {@code 0} for a file; see {@link TarUpload}
 */
record TarHeader(String name, long size, char type) {
    static final int BLOCK = 512;
    private static final int SIZE = 124;
    private static final int CHECKSUM = 148;
    private static final int CHECKSUM_END = 156;
    private static final int TYPE = 156;
    private static final int MAGIC = 257;
    private static final int PREFIX = 345;
    private static final int PREFIX_END = 500;

    /**
     * Reads a block.
     *
     * @return nothing for a block of zeros, which ends an archive
     * @throws IOException where its checksum does not fit or a number is none
     */
    static Optional<TarHeader> of(byte[] block) throws IOException {
        if (sum(block) == (long) ' ' * (CHECKSUM_END - CHECKSUM) && blank(block)) {
            return Optional.empty();
        }
        if (number(block, CHECKSUM, CHECKSUM_END) != sum(block)) {
            throw new IOException("a header's checksum does not fit");
        }
        String name = text(block, 0, 100);
        boolean prefixed = new String(block, MAGIC, 6, StandardCharsets.ISO_8859_1).equals("ustar\0");
        String prefix = prefixed ? text(block, PREFIX, PREFIX_END) : "";
        return Optional.of(new TarHeader(prefix.isEmpty() ? name : prefix + "/" + name,
                number(block, SIZE, SIZE + 12), (char) (block[TYPE] & 0xff)));
    }

    /** Bytes as text up to the first zero. */
    static String text(byte[] bytes, int from, int to) {
        int end = from;
        while (end < to && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }

    /** The sum of the block's bytes, those of the checksum taken for spaces. */
    private static long sum(byte[] block) {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= CHECKSUM && i < CHECKSUM_END ? ' ' : block[i] & 0xff;
        }
        return sum;
    }

    private static boolean blank(byte[] block) {
        for (byte each : block) {
            if (each != 0) {
                return false;
            }
        }
        return true;
    }

    private static long number(byte[] block, int from, int to) throws IOException {
        if ((block[from] & 0x80) != 0) {
            return base256(block, from, to);
        }
        long value = 0;
        for (char digit : text(block, from, to).strip().toCharArray()) {
            if (digit < '0' || digit > '7') {
                throw new IOException("a header has a number that is none");
            }
            value = value * 8 + digit - '0';
        }
        return value;
    }

    private static long base256(byte[] block, int from, int to) throws IOException {
        long value = block[from] & 0x7f;
        for (int i = from + 1; i < to; i++) {
            if (value >= 1L << 54) {
                throw new IOException("a header has a number beyond all measure");
            }
            value = value << 8 | block[i] & 0xff;
        }
        return value;
    }
}
