package dev.limner.datasets.sources;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a file of an upload is there for. Its name says it where it can; else its first bytes do. */
enum FileRole {
    PICTURE,
    IDX,
    CIFAR,
    CLASS_NAMES,
    LABELS,
    ARCHIVE,
    NONE;

    private static final Set<String> PICTURES = Set.of("png", "jpg", "jpeg", "webp", "gif", "bmp", "tif", "tiff");
    private static final Pattern IDX_NAME = Pattern.compile(".*(idx[0-9].*|ubyte|\\.idx)(\\.gz)?");
    private static final Pattern ARCHIVE_NAME = Pattern.compile(".*\\.(zip|tar|tar\\.gz|tgz|tar\\.zst|tzst)");

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
        if (ClassNames.FILES.contains(name)) {
            return CLASS_NAMES;
        }
        if (IDX_NAME.matcher(name).matches()) {
            return IDX;
        }
        if (ARCHIVE_NAME.matcher(name).matches()) {
            return ARCHIVE;
        }
        if (CifarBatch.is(name, file.bytes())) {
            return CIFAR;
        }
        if (LabelFile.is(name)) {
            return LABELS;
        }
        Kind kind = Kind.of(file);
        return switch (kind) {
            case PICTURE -> PICTURE;
            case IDX, GZIP -> IDX;
            case ZIP, ZSTD -> ARCHIVE;
            case PICKLE -> throw new RefusedFileException(
                    "is a Python pickle, which is never opened: send the set in its binary version, or as pictures");
            case OTHER -> NONE;
        };
    }
}
