package dev.limner.datasets.sources;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.limner.images.PictureFormat;

/** What a file is, by its first bytes. Names decide only where many files would have to be opened to know. */
enum Kind {
    PICTURE,
    ZIP,
    GZIP,
    ZSTD,
    IDX,
    /** Python's own way to keep objects, which runs what it likes when it is opened. */
    PICKLE,
    OTHER;

    /** As many of the first bytes as are looked at. */
    static final int BYTES = PictureFormat.BYTES;

    /** The kind of a file that begins so. */
    static Kind of(byte[] start) {
        if (PictureFormat.of(start).isPresent()) {
            return PICTURE;
        }
        if (begins(start, "PK\u0003\u0004") || begins(start, "PK\u0005\u0006")) {
            return ZIP;
        }
        if (begins(start, "\u001f\u008b")) {
            return GZIP;
        }
        if (begins(start, "(\u00b5/\u00fd")) {
            return ZSTD;
        }
        if (start.length >= 2 && (start[0] & 0xff) == 0x80 && start[1] >= 2 && start[1] <= 5) {
            return PICKLE;
        }
        if (begins(start, "\0\0") && start.length >= 4 && start[2] >= 8 && start[2] <= 14 && start[3] > 0
                && start[3] <= 4) {
            return IDX;
        }
        return OTHER;
    }

    /** The kind of a file of an upload. */
    static Kind of(SourceFile file) throws IOException, RefusedFileException {
        try (InputStream in = file.open()) {
            return of(in.readNBytes(BYTES));
        }
    }

    private static boolean begins(byte[] start, String magic) {
        byte[] bytes = magic.getBytes(StandardCharsets.ISO_8859_1);
        return start.length >= bytes.length
                && Arrays.equals(start, 0, bytes.length, bytes, 0, bytes.length);
    }
}
