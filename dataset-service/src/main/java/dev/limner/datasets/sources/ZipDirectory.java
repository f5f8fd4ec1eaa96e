package dev.limner.datasets.sources;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Counts the entries of a zip by walking its central directory (PKWARE APPNOTE 6.3.10, sections 4.3.12 to 4.3.16)
 * without keeping any: the library keeps all of them in memory, and the number that the archive says it has is no
 * promise.
 */
final class ZipDirectory {
    private static final int HEADER = 0x02014b50;
    private static final int HEADER_BYTES = 46;
    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int END_64 = 0x06064b50;
    private static final int END_64_BYTES = 56;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int LOCATOR_64_BYTES = 20;
    private static final long SEE_64 = 0xffffffffL;

    private ZipDirectory() {}

    /**
     * The number of entries, or limit + 1 where there are more.
     *
     * @throws IOException if there is no central directory where the archive's end says, or it breaks off
     */
    static int entries(Path file, int limit) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            channel.position(start(channel));
            InputStream buffered = new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
            return walk(new DataInputStream(buffered), limit);
        } catch (EOFException e) {
            throw new IOException("its directory breaks off", e);
        }
    }

    private static int walk(DataInputStream in, int limit) throws IOException {
        int entries = 0;
        byte[] header = new byte[HEADER_BYTES];
        while (entries <= limit) {
            in.readFully(header, 0, 4);
            ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
            if (fields.getInt(0) != HEADER) {
                if (entries == 0 && fields.getInt(0) != END && fields.getInt(0) != END_64) {
                    throw new IOException("its directory is not where its end says: something stands before it");
                }
                return entries;
            }
            in.readFully(header, 4, HEADER_BYTES - 4);
            in.skipNBytes((fields.getShort(28) & 0xffff) + (fields.getShort(30) & 0xffff)
                    + (fields.getShort(32) & 0xffff));
            entries++;
        }
        return entries;
    }

    /**
     * Where the central directory begins.
     *
     * @throws IOException if the archive has no end that says so
     */
    static long start(FileChannel channel) throws IOException {
        int length = (int) Math.min(channel.size(), END_BYTES + LONGEST_COMMENT);
        long offset = channel.size() - length;
        ByteBuffer tail = read(channel, offset, length);
        for (int i = length - END_BYTES; i >= 0; i--) {
            if (tail.getInt(i) == END) {
                long start = tail.getInt(i + 16) & SEE_64;
                start = start == SEE_64 ? start64(channel, offset + i) : start;
                if (start > offset + i) {
                    throw new IOException("its directory lies beyond its end");
                }
                return start;
            }
        }
        throw new IOException("it has no end record: it is cut off, or no zip");
    }

    private static long start64(FileChannel channel, long end) throws IOException {
        ByteBuffer locator = read(channel, end - LOCATOR_64_BYTES, LOCATOR_64_BYTES);
        ByteBuffer end64 = read(channel, locator.getLong(8), END_64_BYTES);
        if (locator.getInt(0) != LOCATOR_64 || end64.getInt(0) != END_64) {
            throw new IOException("its zip64 end record is not where it should be");
        }
        return end64.getLong(48);
    }

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        if (position < 0 || position + length > channel.size()) {
            throw new IOException("its end record points outside of it");
        }
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) {
                throw new EOFException("the file was cut while it was read");
            }
        }
        return bytes.flip();
    }
}
