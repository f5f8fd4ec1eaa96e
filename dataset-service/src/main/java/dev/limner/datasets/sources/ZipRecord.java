package dev.limner.datasets.sources;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * What a zip's directory says of one entry (PKWARE APPNOTE 6.3.10, section 4.3.12; zip64 in 4.5.3).
 *
 * @param name       UTF-8 where it says or looks so, else code page 437
 * @param flags      bit 0: encrypted
 * @param method     0 stored, 8 deflated, 9 deflated with a window of 64 KiB
 * @param compressed bytes in the archive
 * @param bytes      unpacked
 * @param local      where the entry's own header lies
 * @param mode       Unix file mode; 0 where it was packed elsewhere
 * @param end        where the next record begins
 */
record ZipRecord(String name, int flags, int method, long checksum, long compressed, long bytes, long local, int mode,
        long end) {
    private static final int SIGNATURE = 0x02014b50;
    private static final int FIXED = 46;
    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int LOCAL_FIXED = 30;
    private static final int UTF_8 = 1 << 11;
    private static final long SEE_64 = 0xffffffffL;
    private static final int EXTRA_64 = 1;
    private static final int UNIX = 3;
    private static final int DARWIN = 19;
    private static final int LINK = 0120000;
    private static final int FORMAT = 0170000;
    private static final Charset DOS = Charset.isSupported("IBM437")
            ? Charset.forName("IBM437")
            : StandardCharsets.ISO_8859_1;

    /**
     * Reads the record at a place of the directory.
     *
     * @throws IOException where there is none, or it breaks off
     */
    static ZipRecord read(FileChannel zip, long at) throws IOException {
        ByteBuffer fixed = bytes(zip, at, FIXED);
        if (fixed.getInt(0) != SIGNATURE) {
            throw new IOException("its directory breaks off");
        }
        int nameBytes = fixed.getShort(28) & 0xffff;
        int extraBytes = fixed.getShort(30) & 0xffff;
        ByteBuffer rest = bytes(zip, at + FIXED, nameBytes + extraBytes);
        int flags = fixed.getShort(8) & 0xffff;
        long bytes = fixed.getInt(24) & SEE_64;
        long compressed = fixed.getInt(20) & SEE_64;
        long local = fixed.getInt(42) & SEE_64;
        ByteBuffer wide = wide(rest.slice(nameBytes, extraBytes).order(ByteOrder.LITTLE_ENDIAN));
        bytes = bytes == SEE_64 ? next(wide) : bytes;
        compressed = compressed == SEE_64 ? next(wide) : compressed;
        local = local == SEE_64 ? next(wide) : local;
        int system = fixed.get(5) & 0xff;
        int mode = system == UNIX || system == DARWIN ? fixed.getInt(38) >>> 16 : 0;
        return new ZipRecord(name(rest.slice(0, nameBytes), (flags & UTF_8) != 0), flags,
                fixed.getShort(10) & 0xffff, fixed.getInt(16) & SEE_64, compressed, bytes, local, mode,
                at + FIXED + nameBytes + extraBytes + (fixed.getShort(32) & 0xffff));
    }

    boolean folder() {
        return name.endsWith("/") || name.endsWith("\\");
    }

    boolean link() {
        return (mode & FORMAT) == LINK;
    }

    boolean encrypted() {
        return (flags & 1) != 0;
    }

    /**
     * Where the entry's content begins.
     *
     * @throws IOException where its own header is not where the directory says
     */
    long data(FileChannel zip) throws IOException {
        ByteBuffer header = bytes(zip, local, LOCAL_FIXED);
        if (header.getInt(0) != LOCAL_SIGNATURE) {
            throw new IOException("it is not where the directory says");
        }
        return local + LOCAL_FIXED + (header.getShort(26) & 0xffff) + (header.getShort(28) & 0xffff);
    }

    /** Bytes that it takes at least, with its own header and name. */
    long takes() {
        return LOCAL_FIXED + compressed;
    }

    private static ByteBuffer wide(ByteBuffer extra) {
        while (extra.remaining() >= 4) {
            int id = extra.getShort() & 0xffff;
            int length = Math.min(extra.getShort() & 0xffff, extra.remaining());
            if (id == EXTRA_64) {
                return extra.slice(extra.position(), length).order(ByteOrder.LITTLE_ENDIAN);
            }
            extra.position(extra.position() + length);
        }
        return ByteBuffer.allocate(0);
    }

    private static long next(ByteBuffer wide) throws IOException {
        if (wide.remaining() < Long.BYTES) {
            throw new IOException("its directory refers to sizes that it does not have");
        }
        long value = wide.getLong();
        if (value < 0) {
            throw new IOException("its directory has a size beyond all measure");
        }
        return value;
    }

    private static String name(ByteBuffer bytes, boolean utf8) {
        if (utf8) {
            return StandardCharsets.UTF_8.decode(bytes).toString();
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate()).toString();
        } catch (CharacterCodingException e) {
            // Packed by a program that knew no Unicode.
            return DOS.decode(bytes).toString();
        }
    }

    private static ByteBuffer bytes(FileChannel zip, long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (at < 0 || zip.read(bytes, at + bytes.position()) < 0) {
                throw new EOFException("its directory points outside of it");
            }
        }
        return bytes.flip();
    }
}
