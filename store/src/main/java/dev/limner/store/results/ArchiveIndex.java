package dev.limner.store.results;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.store.ObjectStore;

/**
 * Where each file lies within a stored archive, read from the archive's own end: how one picture of a large result is
 * served without reading the rest.
 *
 * @param places by entry name
 */
public record ArchiveIndex(SortedMap<String, Place> places) {
    /** Enough for a directory of 1 000 pictures. */
    private static final int TAIL_BYTES = 64 << 10;

    /**
     * Bytes within the archive.
     *
     * @param offset of the first one
     */
    public record Place(long offset, long length) {}

    /**
     * Reads the index of the archive at the key: its size and one or two ranges, however large it is.
     *
     * @throws dev.limner.store.NoSuchObjectException if there is none
     * @throws ProblemException                       (corrupt object) if it is not an archive of ours
     */
    public static ArchiveIndex read(ObjectStore objects, String key) {
        long size = objects.size(key);
        if (size < Zip.END_BYTES) {
            throw corrupt(key, "it has %d bytes".formatted(size));
        }
        byte[] tail = range(objects, key, Math.max(0, size - TAIL_BYTES), size);
        ByteBuffer end = little(tail, tail.length - Zip.END_BYTES, Zip.END_BYTES);
        int entries = Short.toUnsignedInt(end.getShort(10));
        long bytes = Integer.toUnsignedLong(end.getInt(12));
        long from = Integer.toUnsignedLong(end.getInt(16));
        if (end.getInt(0) != Zip.END_SIGNATURE || from + bytes != size - Zip.END_BYTES) {
            throw corrupt(key, "it does not end as one");
        }
        long tailFrom = size - tail.length;
        ByteBuffer directory = from >= tailFrom
                ? little(tail, (int) (from - tailFrom), (int) bytes)
                : little(range(objects, key, from, from + bytes), 0, (int) bytes);
        return new ArchiveIndex(places(key, directory, entries, from));
    }

    private static SortedMap<String, Place> places(String key, ByteBuffer directory, int entries, long contentEnd) {
        SortedMap<String, Place> places = new TreeMap<>();
        for (int i = 0; i < entries; i++) {
            if (directory.remaining() < Zip.CENTRAL_HEADER_BYTES || directory.getInt() != Zip.CENTRAL_SIGNATURE) {
                throw corrupt(key, "entry %d of its directory is none".formatted(i));
            }
            ByteBuffer header = directory.slice().order(ByteOrder.LITTLE_ENDIAN);
            int nameBytes = Short.toUnsignedInt(header.getShort(24));
            int otherBytes = Short.toUnsignedInt(header.getShort(26)) + Short.toUnsignedInt(header.getShort(28));
            long length = Integer.toUnsignedLong(header.getInt(20));
            long offset = Integer.toUnsignedLong(header.getInt(38)) + Zip.LOCAL_HEADER_BYTES + nameBytes;
            directory.position(directory.position() + Zip.CENTRAL_HEADER_BYTES - Integer.BYTES);
            if (header.getShort(6) != 0 || otherBytes != 0 || nameBytes > directory.remaining()
                    || offset + length > contentEnd) {
                throw corrupt(key, "entry %d of its directory is not as Limner writes it".formatted(i));
            }
            byte[] name = new byte[nameBytes];
            directory.get(name);
            places.put(new String(name, StandardCharsets.US_ASCII), new Place(offset, length));
        }
        return places;
    }

    private static byte[] range(ObjectStore objects, String key, long from, long to) {
        byte[] bytes = objects.range(key, from, to - from);
        if (bytes.length != to - from) {
            throw corrupt(key, "it ends before byte %d".formatted(to));
        }
        return bytes;
    }

    private static ByteBuffer little(byte[] bytes, int from, int length) {
        return ByteBuffer.wrap(bytes, from, length).slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ProblemException corrupt(String key, String why) {
        return new ProblemException(ProblemType.CORRUPT_OBJECT, "'%s' is no archive of ours: %s".formatted(key, why));
    }
}
