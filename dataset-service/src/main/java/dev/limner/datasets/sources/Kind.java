package dev.limner.datasets.sources;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a file is, by its first bytes. Names decide only where many files would have to be opened to know. */
enum Kind {
    PNG("png"),
    JPEG("jpeg"),
    GIF("gif"),
    BMP("bmp"),
    TIFF("tiff"),
    WEBP("webp"),
    ZIP("zip"),
    GZIP("gzip"),
    IDX(
            "idx"),
    OTHER("other");

    /** As many of the first bytes as are looked at. */
    static final int BYTES = 12;
    private final String format;

    Kind(String format) {
        this.format = format;
    }

    /** The format's name in a report. */
    String format() {
        return format;
    }

    /** The kind of a file that begins so. */
    static Kind of(byte[] start) {
        if (begins(start, "\u0089PNG\r\n\u001a\n")) {
            return PNG;
        }
        if (begins(start, "\u00ff\u00d8\u00ff")) {
            return JPEG;
        }
        if (begins(start, "GIF8")) {
            return GIF;
        }
        if (begins(start, "II*\0") || begins(start, "MM\0*")) {
            return TIFF;
        }
        if (begins(start, "RIFF") && start.length >= BYTES
                && "WEBP".equals(new String(start, 8, 4, StandardCharsets.ISO_8859_1))) {
            return WEBP;
        }
        if (begins(start, "PK\u0003\u0004") || begins(start, "PK\u0005\u0006")) {
            return ZIP;
        }
        if (begins(start, "\u001f\u008b")) {
            return GZIP;
        }
        if (begins(start, "\0\0") && start.length >= 4 && start[2] >= 8 && start[2] <= 14 && start[3] > 0
                && start[3] <= 4) {
            return IDX;
        }
        return begins(start, "BM") ? BMP : OTHER;
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
