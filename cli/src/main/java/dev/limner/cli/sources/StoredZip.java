package dev.limner.cli.sources;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Iterator;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A ZIP of files that is made while it is read: pictures are compressed already, so they are stored as they are, and
 * the archive's length is known before it is begun. Memory holds one file at a time.
 */
public final class StoredZip {
    private static final int LOCAL_HEADER = 30;
    private static final int CENTRAL_HEADER = 46;
    private static final int END = 22;
    private static final int END_64 = 56 + 20;
    private static final int MOST_ENTRIES_WITHOUT_64 = 0xFFFF - 1;
    /** Not the format's first moment: that one means that the time is in an extra field. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private final List<Entry> entries;

    /**
     * One file of the archive.
     *
     * @param name what it is called there, with slashes
     * @param file where it is
     * @param size its bytes; it must not change until the archive has been read
     */
    public record Entry(String name, Path file, long size) {
        int nameBytes() {
            return name.getBytes(UTF_8).length;
        }
    }

    public StoredZip(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    public int count() {
        return entries.size();
    }

    /** Bytes of the whole archive. */
    public long length() {
        long files = entries.stream()
                .mapToLong(entry -> LOCAL_HEADER + CENTRAL_HEADER + 2L * entry.nameBytes() + entry.size()).sum();
        return files + END + (entries.size() > MOST_ENTRIES_WITHOUT_64 ? END_64 : 0);
    }

    /** The archive's bytes. Reading throws an {@link IOException} where a file has changed or cannot be read. */
    public InputStream open() {
        return new Reading(entries.iterator());
    }

    private static final class Reading extends InputStream {
        private final Iterator<Entry> entries;
        private final ByteArrayOutputStream made = new ByteArrayOutputStream();
        private final ZipOutputStream zip = new ZipOutputStream(made, UTF_8);
        private byte[] chunk = new byte[0];
        private int position;
        private boolean finished;

        Reading(Iterator<Entry> entries) {
            this.entries = entries;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            while (position == chunk.length) {
                if (finished) {
                    return -1;
                }
                make();
            }
            int count = Math.min(length, chunk.length - position);
            System.arraycopy(chunk, position, target, offset, count);
            position += count;
            return count;
        }

        private void make() throws IOException {
            if (entries.hasNext()) {
                add(entries.next());
            } else {
                zip.close();
                finished = true;
            }
            chunk = made.toByteArray();
            position = 0;
            made.reset();
        }

        private void add(Entry entry) throws IOException {
            byte[] content = Files.readAllBytes(entry.file());
            if (content.length != entry.size()) {
                throw new IOException("%s changed while it was sent: %d bytes became %d"
                        .formatted(entry.file(), entry.size(), content.length));
            }
            CRC32 crc = new CRC32();
            crc.update(content);
            ZipEntry header = new ZipEntry(entry.name());
            header.setMethod(ZipEntry.STORED);
            header.setSize(content.length);
            header.setCrc(crc.getValue());
            header.setTimeLocal(NO_TIME);
            zip.putNextEntry(header);
            zip.write(content);
            zip.closeEntry();
        }

        @Override
        public void close() {
            try {
                if (!finished) {
                    finished = true;
                    zip.finish();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
