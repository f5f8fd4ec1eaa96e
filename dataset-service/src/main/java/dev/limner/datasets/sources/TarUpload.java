package dev.limner.datasets.sources;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.function.Consumer;

import dev.limner.contracts.Limits;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;

/**
 * A tar of an upload, plain, or unpacked beside the staged copy (gzip, zstandard). Files are types {@code 0}, NUL and
 * {@code 7}; long names come in {@code x} (pax) and {@code L} (GNU); {@code 5} is a folder, {@code g} and {@code K} say
 * nothing of use. All others are links, devices and files with holes, which are refused.
 *
 * <p>What precedes an entry must not be large: a name of a gigabyte is not read.
 */
final class TarUpload implements Archive {
    private static final int EXTENSION_BYTES = 1 << 16;
    private final StagedCopy copy;
    private final Runnable beat;
    private final Expansion expansion;
    private final FileChannel tar;

    /** What headers before an entry say of it. */
    private record Ahead(String longName, TarExtension extension) {}

    /**
     * Opens the archive.
     *
     * @param beat felt while it is unpacked and looked through
     * @throws ProblemException (unreadable archive, too large) naming the archive
     */
    TarUpload(StagedCopy copy, Runnable beat) throws IOException {
        this.copy = copy;
        this.beat = beat;
        this.expansion = new Expansion(copy.name(), copy.bytes());
        this.tar = FileChannel.open(Unpacking.of(copy, expansion, beat));
    }

    @Override
    public void visit(Consumer<SourceFile> visitor) {
        try {
            walk(visitor);
        } catch (IOException e) {
            throw Archive.unreadable(copy, "cannot be read as a tar: " + e.getMessage(), e);
        }
    }

    private void walk(Consumer<SourceFile> visitor) throws IOException {
        Ahead nothing = new Ahead(null, null);
        Ahead ahead = nothing;
        long at = 0;
        int entries = 0;
        while (true) {
            beat.run();
            Optional<TarHeader> found = TarHeader.of(bytes(at, TarHeader.BLOCK));
            if (found.isEmpty()) {
                return;
            }
            TarHeader header = found.get();
            long data = at + TarHeader.BLOCK;
            long size = ahead.extension() == null ? header.size() : ahead.extension().size(header.size());
            if (size > tar.size() - data) {
                throw new EOFException("it is cut off");
            }
            switch (header.type()) {
                case 'x' -> ahead = new Ahead(ahead.longName(), new TarExtension(extension(data, size)));
                case 'L' -> {
                    byte[] name = extension(data, size);
                    ahead = new Ahead(TarHeader.text(name, 0, name.length), ahead.extension());
                }
                case 'g', 'K' -> {}
                default -> {
                    entry(header, ahead, data, size).ifPresent(visitor);
                    ahead = nothing;
                }
            }
            if (++entries > 2 * Limits.ARCHIVE_ENTRIES) {
                throw new ProblemException(ProblemType.TOO_LARGE, "'%s' has more than %d entries: send it in parts"
                        .formatted(SourcePath.shown(copy.name()), Limits.ARCHIVE_ENTRIES));
            }
            at = data + (size + TarHeader.BLOCK - 1) / TarHeader.BLOCK * TarHeader.BLOCK;
        }
    }

    private Optional<SourceFile> entry(TarHeader header, Ahead ahead, long data, long size) {
        String name = ahead.longName() == null ? header.name() : ahead.longName();
        name = ahead.extension() == null ? name : ahead.extension().name(name);
        boolean sparse = ahead.extension() != null && ahead.extension().sparse();
        return switch (header.type()) {
            case '5' -> Optional.empty();
            case '0', '\0', '7' -> name.endsWith("/")
                    ? Optional.empty() // how folders were written before there was a type for them
                    : Optional.of(new Entry(name, data, size, sparse ? "has holes, which are not read" : null));
            case '1', '2' -> Optional.of(new Entry(name, data, size, "is a link"));
            default -> Optional.of(new Entry(name, data, size, "is no file but a device, or what nobody knows"));
        };
    }

    private byte[] extension(long at, long size) throws IOException {
        if (size > EXTENSION_BYTES) {
            throw new IOException("a header has %d bytes of extensions; at most %d are read"
                    .formatted(size, EXTENSION_BYTES));
        }
        return bytes(at, (int) size);
    }

    private byte[] bytes(long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (tar.read(bytes, at + bytes.position()) < 0) {
                throw new EOFException(at == 0 ? "it is none" : "it is cut off");
            }
        }
        return bytes.array();
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }

    private final class Entry implements SourceFile {
        private final String name;
        private final long data;
        private final long size;
        private final String refusal;

        /**
         * @param refusal why it is not to be opened; null where it may be
         */
        Entry(String name, long data, long size, String refusal) {
            this.name = name;
            this.data = data;
            this.size = size;
            this.refusal = refusal;
        }

        @Override
        public InputStream open() throws RefusedFileException {
            if (refusal != null) {
                throw new RefusedFileException(refusal);
            }
            return new Slice(tar, data, size);
        }

        @Override
        public long bytes() {
            return size;
        }

        @Override
        public String shown() {
            return SourcePath.shown(copy.name()) + ": " + SourcePath.shown(name);
        }

        @Override
        public String archive() {
            return copy.name();
        }

        @Override
        public SourcePath path() throws RefusedFileException {
            return SourcePath.of(name);
        }

        @Override
        public Expansion expansion() {
            return expansion;
        }
    }
}
