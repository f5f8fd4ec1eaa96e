package dev.limner.datasets.sources;

import java.io.IOException;
import java.util.Locale;
import java.util.function.Consumer;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;

/**
 * An archive of an upload. Its entries are read in place, in any order and as often as asked for; none is ever written
 * anywhere under the name it has.
 */
interface Archive extends AutoCloseable {

    /** Shows the entries in the order of the archive, folders left out. */
    void visit(Consumer<SourceFile> visitor);

    @Override
    void close() throws IOException;

    /**
     * Opens an archive: a zip by its first bytes or its name, else a tar, plain or packed.
     *
     * @param beat felt while it is unpacked; may throw to abandon
     * @throws ProblemException (unreadable archive, too large) naming the archive
     */
    static Archive open(StagedCopy copy, Runnable beat) {
        try {
            boolean zip = copy.name().toLowerCase(Locale.ROOT).endsWith(".zip")
                    || Kind.of(new SentFile(copy)) == Kind.ZIP;
            return zip ? new ZipUpload(copy) : new TarUpload(copy, beat);
        } catch (IOException | RefusedFileException e) {
            throw unreadable(copy, "cannot be read: " + e.getMessage(), e);
        }
    }

    /** A problem with an archive as a whole. */
    static ProblemException unreadable(StagedCopy copy, String what, Exception cause) {
        return new ProblemException(ProblemType.UNREADABLE_ARCHIVE, "'%s' %s"
                .formatted(SourcePath.shown(copy.name()), what), cause);
    }
}
