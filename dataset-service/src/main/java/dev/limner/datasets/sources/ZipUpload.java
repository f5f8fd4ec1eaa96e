package dev.limner.datasets.sources;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

import org.apache.commons.compress.compressors.deflate64.Deflate64CompressorInputStream;

import dev.limner.contracts.Limits;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;

/**
 * A zip of an upload. Nothing is unpacked to disk, and of an entry nothing is kept but where the directory tells of it, so
 * that a million of them take 32 MB. Links, encrypted entries and names that lead outside are refused; what an entry says
 * of its length is held against what comes out of it, and so is its checksum. Entries that share bytes are what bombs are
 * made of (Fifield 2019, "A better zip bomb"): such an archive is not read at all.
 */
final class ZipUpload implements Archive {
    private static final int BUFFER = 1 << 13;
    private final StagedCopy copy;
    private final FileChannel zip;
    private final Expansion expansion;
    private final long directory;
    private final int entries;

    /**
     * Opens the archive.
     *
     * @throws ProblemException (unreadable archive, too large) naming the archive
     */
    ZipUpload(StagedCopy copy) {
        this.copy = copy;
        this.expansion = new Expansion(copy.name(), copy.bytes());
        try {
            this.entries = ZipDirectory.entries(copy.path(), Limits.ARCHIVE_ENTRIES);
            if (entries > Limits.ARCHIVE_ENTRIES) {
                throw new ProblemException(ProblemType.TOO_LARGE, "'%s' has more than %d entries: send it in parts"
                        .formatted(SourcePath.shown(copy.name()), Limits.ARCHIVE_ENTRIES));
            }
            this.zip = FileChannel.open(copy.path());
        } catch (IOException e) {
            throw unreadable(e);
        }
        try {
            this.directory = ZipDirectory.start(zip);
            checkOverlaps();
        } catch (IOException | RuntimeException e) {
            closeAfter(e);
            throw e instanceof ProblemException problem ? problem : unreadable(e);
        }
    }

    @Override
    public void visit(Consumer<SourceFile> visitor) {
        try {
            long at = directory;
            for (int i = 0; i < entries; i++) {
                ZipRecord entry = ZipRecord.read(zip, at);
                if (!entry.folder()) {
                    visitor.accept(new Entry(at));
                }
                at = entry.end();
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private void checkOverlaps() throws IOException {
        long[] starts = new long[entries];
        long[] ends = new long[entries];
        long at = directory;
        for (int i = 0; i < entries; i++) {
            ZipRecord entry = ZipRecord.read(zip, at);
            starts[i] = entry.local();
            ends[i] = entry.local() + entry.takes();
            at = entry.end();
        }
        Arrays.sort(starts);
        Arrays.sort(ends);
        // Sorted each by itself: intervals are apart if and only if each ends before the next begins.
        for (int i = 0; i < entries; i++) {
            if (ends[i] > (i + 1 < entries ? starts[i + 1] : directory)) {
                throw new IOException("its entries overlap, as those of no honest archive do");
            }
        }
    }

    private void closeAfter(Exception failure) {
        try {
            zip.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private ProblemException unreadable(Exception e) {
        return Archive.unreadable(copy, "cannot be read as a zip: " + e.getMessage(), e);
    }

    /** One entry, by the place of its record in the directory. */
    private final class Entry implements SourceFile {
        private final long at;

        Entry(long at) {
            this.at = at;
        }

        @Override
        public InputStream open() throws IOException, RefusedFileException {
            ZipRecord entry = entry();
            if (entry.link()) {
                throw new RefusedFileException("is a link");
            }
            if (entry.encrypted()) {
                throw new RefusedFileException("is encrypted");
            }
            InputStream packed = new Slice(zip, entry.data(zip), entry.compressed());
            InputStream unpacked = switch (entry.method()) {
                case 0 -> packed;
                case 8 -> new Inflating(packed);
                case 9 -> new Deflate64CompressorInputStream(packed);
                default -> throw new RefusedFileException(
                        "is packed by method %d, which is not read".formatted(entry.method()));
            };
            return new HonestStream(expansion.counting(unpacked), entry.bytes(), entry.checksum());
        }

        @Override
        public long bytes() {
            return entry().bytes();
        }

        @Override
        public String shown() {
            return SourcePath.shown(copy.name()) + ": " + SourcePath.shown(entry().name());
        }

        @Override
        public String archive() {
            return copy.name();
        }

        @Override
        public SourcePath path() throws RefusedFileException {
            return SourcePath.of(entry().name());
        }

        @Override
        public Expansion expansion() {
            return expansion;
        }

        private ZipRecord entry() {
            try {
                return ZipRecord.read(zip, at);
            } catch (IOException e) {
                throw unreadable(e);
            }
        }
    }

    /** Deflated bytes; a zero follows them, which the inflater may ask for (zlib's manual, inflateInit2). */
    private static final class Inflating extends InflaterInputStream {
        Inflating(InputStream packed) {
            super(new SequenceInputStream(packed, new ByteArrayInputStream(new byte[1])), new Inflater(true), BUFFER);
        }

        @Override
        public void close() throws IOException {
            super.close();
            inf.end();
        }
    }
}
