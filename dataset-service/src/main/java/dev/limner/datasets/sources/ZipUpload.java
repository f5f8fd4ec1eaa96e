package dev.limner.datasets.sources;

import java.io.IOException;
import java.io.InputStream;
import java.util.Enumeration;
import java.util.function.Consumer;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

import dev.limner.contracts.Limits;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;

/**
 * A zip of an upload. Nothing is unpacked to disk: entries are read one by one into memory. Links, encrypted entries and
 * names that lead outside are refused; what an entry says of its length is held against what comes out of it, and so is
 * its checksum.
 */
final class ZipUpload implements Archive {
    private final StagedCopy copy;
    private final ZipFile zip;
    private final Expansion expansion;

    /**
     * Opens the archive.
     *
     * @throws ProblemException (unreadable archive, too large) naming the archive
     */
    ZipUpload(StagedCopy copy) {
        this.copy = copy;
        this.expansion = new Expansion(copy.name(), copy.bytes());
        try {
            if (ZipDirectory.entries(copy.path(), Limits.ARCHIVE_ENTRIES) > Limits.ARCHIVE_ENTRIES) {
                throw new ProblemException(ProblemType.TOO_LARGE, "'%s' has more than %d entries: send it in parts"
                        .formatted(SourcePath.shown(copy.name()), Limits.ARCHIVE_ENTRIES));
            }
            this.zip = ZipFile.builder().setPath(copy.path()).setIgnoreLocalFileHeader(true).get();
        } catch (IOException e) {
            throw new ProblemException(ProblemType.UNREADABLE_ARCHIVE, "'%s' cannot be read as a zip: %s"
                    .formatted(SourcePath.shown(copy.name()), e.getMessage()), e);
        }
    }

    @Override
    public void visit(Consumer<SourceFile> visitor) {
        Enumeration<ZipArchiveEntry> entries = zip.getEntries();
        while (entries.hasMoreElements()) {
            ZipArchiveEntry entry = entries.nextElement();
            if (!entry.isDirectory()) {
                visitor.accept(new Entry(entry));
            }
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private final class Entry implements SourceFile {
        private final ZipArchiveEntry entry;

        Entry(ZipArchiveEntry entry) {
            this.entry = entry;
        }

        @Override
        public InputStream open() throws IOException, RefusedFileException {
            if (entry.isUnixSymlink()) {
                throw new RefusedFileException("is a link");
            }
            if (entry.getGeneralPurposeBit().usesEncryption()) {
                throw new RefusedFileException("is encrypted");
            }
            if (!zip.canReadEntryData(entry)) {
                throw new RefusedFileException(
                        "is packed by method %d, which is not read".formatted(entry.getMethod()));
            }
            return new HonestStream(expansion.counting(zip.getInputStream(entry)), entry.getSize(), entry.getCrc());
        }

        @Override
        public long bytes() {
            return entry.getSize();
        }

        @Override
        public String shown() {
            return SourcePath.shown(copy.name()) + ": " + SourcePath.shown(entry.getName());
        }

        @Override
        public String archive() {
            return copy.name();
        }

        @Override
        public SourcePath path() throws RefusedFileException {
            return SourcePath.of(entry.getName());
        }

        @Override
        public Expansion expansion() {
            return expansion;
        }
    }
}
