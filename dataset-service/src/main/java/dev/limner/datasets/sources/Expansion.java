package dev.limner.datasets.sources;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import dev.limner.contracts.Limits;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;

/**
 * What one upload may unpack to: {@link Limits#EXPANSION} bytes for each byte sent, and 16 MiB in any case, below which
 * nothing does harm. Real bytes are counted as they appear; what an archive says of itself is not believed.
 */
final class Expansion {
    static final long HARMLESS_BYTES = 16 << 20;
    private final String name;
    private final long limit;
    private long unpacked;

    /**
     * @param name  of the upload, for the problem
     * @param bytes its length as it was sent
     */
    Expansion(String name, long bytes) {
        this.name = name;
        this.limit = Math.max(HARMLESS_BYTES, Limits.EXPANSION * bytes);
    }

    /**
     * Counts bytes that came out of the upload.
     *
     * @throws ProblemException (too large) once they are more than the limit
     */
    void add(long bytes) {
        unpacked += bytes;
        if (unpacked > limit) {
            throw new ProblemException(ProblemType.TOO_LARGE,
                    "'%s' unpacks to more than %d bytes, which is over %d times its own size: send it unpacked, or in parts"
                            .formatted(SourcePath.shown(name), limit, Limits.EXPANSION));
        }
    }

    /** The stream, with every byte read from it counted. */
    InputStream counting(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                int value = super.read();
                if (value >= 0) {
                    add(1);
                }
                return value;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int count = super.read(target, offset, length);
                if (count > 0) {
                    add(count);
                }
                return count;
            }
        };
    }
}
