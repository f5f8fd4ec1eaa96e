package dev.limner.images;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The formats that are read: an allow-list. A file is what its first bytes say, whatever its name is. */
public enum PictureFormat {
    PNG("png", "\u0089PNG\r\n\u001a\n"),
    JPEG("jpeg", "\u00ff\u00d8\u00ff"),
    GIF("gif", "GIF87a", "GIF89a"),
    BMP("bmp", "BM"),
    TIFF("tiff", "II*\0", "MM\0*"),
    WEBP("webp", "RIFF");

    /** As many of the first bytes as tell a format. */
    public static final int BYTES = 12;
    private final String label;
    private final String[] starts;

    PictureFormat(String label, String... starts) {
        this.label = label;
        this.starts = starts;
    }

    /** Its name in a report: {@code png}. */
    public String label() {
        return label;
    }

    /**
     * The format of a file that begins so.
     *
     * @param start its first {@link #BYTES} bytes, or more
     */
    public static Optional<PictureFormat> of(byte[] start) {
        return Arrays.stream(values()).filter(format -> format.begins(start)).findFirst();
    }

    private boolean begins(byte[] start) {
        boolean begins = Arrays.stream(starts).anyMatch(magic -> has(start, 0, magic));
        return switch (this) {
            case WEBP -> begins && has(start, 8, "WEBP");
            case BMP -> begins && start.length >= BYTES;
            default -> begins;
        };
    }

    private static boolean has(byte[] start, int at, String magic) {
        byte[] bytes = magic.getBytes(StandardCharsets.ISO_8859_1);
        return start.length >= at + bytes.length
                && Arrays.equals(start, at, at + bytes.length, bytes, 0, bytes.length);
    }
}
