package dev.limner.datasets.sources;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

import dev.limner.contracts.Limits;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;

/**
 * An IDX file, plain or gzipped, opened at its first value: the format of the MNIST family (LeCun, Cortes and Burges,
 * "The MNIST database of handwritten digits"). Big-endian: two zero bytes, the type (8: unsigned byte, the only one read
 * here), the number of dimensions, each dimension as four bytes, then the values, the last dimension fastest.
 *
 * <p>It must be exactly as long as its dimensions say: shorter or longer is a file that something went wrong with.
 */
final class IdxFile implements AutoCloseable {
    private static final int UNSIGNED_BYTE = 8;
    private static final int BUFFER = 1 << 16;
    private static final String TOO_SHORT = "ends before the last of the entries that its header promises";

    private final String shown;
    private final DataInputStream in;
    private final int[] sides;

    /**
     * Opens the file and reads its header.
     *
     * @throws ProblemException (unreadable archive) naming the file and what is wrong with its header
     */
    IdxFile(SourceFile file) {
        this.shown = file.shown();
        this.in = open(file);
        try {
            this.sides = header();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Its dimensions: [pictures, height, width] or [labels]. */
    int[] sides() {
        return sides.clone();
    }

    /** Whether it holds pictures; else labels. */
    boolean pictures() {
        return sides.length == 3;
    }

    int count() {
        return sides[0];
    }

    /**
     * Fills the target with the values that come next.
     *
     * @throws ProblemException (unreadable archive) where the file ends before
     */
    void read(byte[] target) {
        read(target, TOO_SHORT);
    }

    /**
     * All values that come next, as many as there are entries. Memory grows with what is there, not with what the header
     * promises.
     *
     * @throws ProblemException (unreadable archive) where the file ends before
     */
    byte[] readLabels() {
        try {
            byte[] labels = in.readNBytes(count());
            if (labels.length < count()) {
                throw unreadable(TOO_SHORT, null);
            }
            return labels;
        } catch (IOException e) {
            throw unreadable("is corrupt: " + e.getMessage(), e);
        }
    }

    /**
     * Makes sure that nothing follows, which for a gzipped file also checks its checksum.
     *
     * @throws ProblemException (unreadable archive) where something does
     */
    void end() {
        try {
            if (in.read() >= 0) {
                throw unreadable("goes on after the last of the %d entries that its header promises"
                        .formatted(count()), null);
            }
        } catch (IOException e) {
            throw unreadable("is corrupt: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw unreadable("cannot be closed: " + e.getMessage(), e);
        }
    }

    private DataInputStream open(SourceFile file) {
        try {
            InputStream raw = new BufferedInputStream(file.open(), BUFFER);
            raw.mark(Kind.BYTES);
            Kind kind = Kind.of(raw.readNBytes(Kind.BYTES));
            raw.reset();
            return new DataInputStream(kind != Kind.GZIP
                    ? raw
                    : new BufferedInputStream(file.expansion().counting(new GZIPInputStream(raw, BUFFER)), BUFFER));
        } catch (IOException | RefusedFileException e) {
            throw unreadable("cannot be opened: " + e.getMessage(), e);
        }
    }

    private int[] header() {
        byte[] magic = new byte[4];
        read(magic, "ends within its header");
        if (magic[0] != 0 || magic[1] != 0) {
            throw unreadable("is no IDX file: it does not begin with two zero bytes", null);
        }
        if (magic[2] != UNSIGNED_BYTE) {
            throw unreadable("has values of IDX type 0x%02x; only 0x08, unsigned bytes, is read".formatted(magic[2]),
                    null);
        }
        if (magic[3] != 1 && magic[3] != 3) {
            throw unreadable("has %d dimensions; pictures have 3, labels 1".formatted(magic[3]), null);
        }
        int[] found = new int[magic[3]];
        for (int i = 0; i < found.length; i++) {
            byte[] side = new byte[4];
            read(side, "ends within its header");
            found[i] = (side[0] & 0xff) << 24 | (side[1] & 0xff) << 16 | (side[2] & 0xff) << 8 | side[3] & 0xff;
            if (found[i] <= 0) {
                throw unreadable("has a dimension of %d".formatted(Integer.toUnsignedLong(found[i])), null);
            }
        }
        if (found.length == 3 && (long) found[1] * found[2] > Limits.PICTURE_PIXELS) {
            throw unreadable("has pictures of %d×%d pixels; at most %d pixels are read"
                    .formatted(found[2], found[1], Limits.PICTURE_PIXELS), null);
        }
        return found;
    }

    private void read(byte[] target, String tooShort) {
        try {
            in.readFully(target);
        } catch (EOFException e) {
            throw unreadable(tooShort, e);
        } catch (IOException e) {
            throw unreadable("is corrupt: " + e.getMessage(), e);
        }
    }

    private ProblemException unreadable(String what, Throwable cause) {
        return new ProblemException(ProblemType.UNREADABLE_ARCHIVE, "'%s' %s".formatted(shown, what), cause);
    }
}
