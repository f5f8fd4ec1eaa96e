package dev.limner.datasets.sources;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a file of an upload is there for. Its name says it where it can; else its first bytes do. */
enum FileRole {
    PICTURE,
    IDX,
    CLASS_NAMES,
    ARCHIVE,
    NONE;

    private static final Set<String> PICTURES = Set.of("png", "jpg", "jpeg", "webp", "gif", "bmp", "tif", "tiff");
    private static final Pattern IDX_NAME = Pattern.compile(".*(idx[0-9].*|ubyte|\\.idx)(\\.gz)?");
    private static final Pattern TAR = Pattern.compile(".*(\\.tar\\.gz|\\.tgz)");

    /**
     * The file's role.
     *
     * @throws RefusedFileException if its name or its content is not to be touched
     * @throws IOException          if it cannot be read
     */
    static FileRole of(SourceFile file) throws IOException, RefusedFileException {
        SourcePath path = file.path();
        String name = path.file().toLowerCase(Locale.ROOT);
        if (path.hidden()) {
            return NONE;
        }
        if (PICTURES.contains(path.extension())) {
            return PICTURE;
        }
        if (name.equals(ClassNames.FILE)) {
            return CLASS_NAMES;
        }
        if (IDX_NAME.matcher(name).matches()) {
            return IDX;
        }
        if (path.extension().equals("zip")) {
            return ARCHIVE;
        }
        Kind kind = Kind.of(file);
        return switch (kind) {
            case PICTURE -> PICTURE;
            case IDX -> IDX;
            case GZIP -> TAR.matcher(name).matches() ? NONE : IDX;
            case ZIP -> ARCHIVE;
            case OTHER -> NONE;
        };
    }
}
