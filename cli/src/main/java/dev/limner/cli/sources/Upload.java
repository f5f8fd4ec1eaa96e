package dev.limner.cli.sources;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

import dev.limner.cli.client.MultipartBody;
import dev.limner.contracts.Limits;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;

/**
 * What is sent of a local path: a file as it is, of a folder with IDX files those (and {@code classes.txt}), and of any
 * other folder its pictures, CIFAR batches and what says something of them ({@code classes.txt}, {@code labels.csv}), as
 * one ZIP that is made while it is sent. The innermost folder is a picture's class.
 */
public final class Upload {
    private static final String PART = "files";
    private static final String CLASSES = "classes.txt";

    private final MultipartBody body = new MultipartBody("limner-" + UUID.randomUUID());
    private final String description;
    private final long bytes;

    private Upload(String description, long bytes) {
        this.description = description;
        this.bytes = bytes;
    }

    /**
     * Looks at a path.
     *
     * @throws ProblemException (no pictures, too large, not found) naming the path and the limit
     */
    public static Upload of(Path path) {
        if (!Files.exists(path)) {
            throw new ProblemException(ProblemType.NOT_FOUND, "%s: there is no such file or folder".formatted(path));
        }
        if (!Files.isDirectory(path)) {
            Upload upload = new Upload(path.getFileName().toString(), size(path));
            upload.body.file(PART, path.getFileName().toString(), path);
            return upload.checked(path);
        }
        List<Path> files = files(path);
        List<Path> idx = files.stream().filter(file -> path.equals(file.getParent())).filter(Upload::isIdx).toList();
        return idx.isEmpty() ? pictures(path, files).checked(path) : idx(path, idx).checked(path);
    }

    /**
     * Files that belong together, sent as they are.
     *
     * @param description what they are, for a person
     */
    static Upload of(String description, List<Path> files) {
        Upload upload = new Upload(description, files.stream().mapToLong(Upload::size).sum());
        files.forEach(file -> upload.body.file(PART, file.getFileName().toString(), file));
        return upload;
    }

    /** Names the classes in the order of their indices, as {@code classes.txt} in the folder would. */
    public Upload classes(List<String> names) {
        body.file(PART, CLASSES, (String.join("\n", names) + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return this;
    }

    /**
     * Names the pictures' classes by a file: CSV, or JSON lines where its name ends so.
     *
     * @throws ProblemException (not found) where there is no such file
     */
    public Upload labels(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ProblemException(ProblemType.NOT_FOUND, "%s: there is no such file".formatted(file));
        }
        body.file(PART, lower(file).endsWith(".jsonl") ? "labels.jsonl" : "labels.csv", file);
        return this;
    }

    /** What is sent, for a person. */
    public String description() {
        return description;
    }

    /** Bytes of the files. */
    public long bytes() {
        return bytes;
    }

    public MultipartBody body() {
        return body;
    }

    private static Upload idx(Path folder, List<Path> idx) {
        Upload upload = new Upload("%d IDX files".formatted(idx.size()), idx.stream().mapToLong(Upload::size).sum());
        idx.forEach(file -> upload.body.file(PART, file.getFileName().toString(), file));
        Path classes = folder.resolve(CLASSES);
        if (Files.exists(classes)) {
            upload.body.file(PART, CLASSES, classes);
        }
        return upload;
    }

    private static Upload pictures(Path folder, List<Path> files) {
        if (files.stream().noneMatch(file -> isPicture(file) || isCifar(file))) {
            throw new ProblemException(ProblemType.NO_PICTURES,
                    "%s holds no pictures, no IDX files and no CIFAR batches".formatted(folder));
        }
        List<StoredZip.Entry> entries = files.stream()
                .filter(file -> isPicture(file) || isCifar(file) || saysSomething(file))
                .map(file -> new StoredZip.Entry(folder.relativize(file).toString().replace('\\', '/'), file,
                        size(file)))
                .toList();
        if (entries.size() > Limits.ARCHIVE_ENTRIES) {
            throw new ProblemException(ProblemType.TOO_LARGE, "%s holds %d pictures; at most %d are imported at once"
                    .formatted(folder, entries.size(), Limits.ARCHIVE_ENTRIES));
        }
        StoredZip zip = new StoredZip(entries);
        long pictures = files.stream().filter(Upload::isPicture).count();
        Upload upload = new Upload(pictures > 0 ? pictures + " pictures" : "CIFAR batches", zip.length());
        upload.body.stream(PART, folder.toAbsolutePath().normalize().getFileName() + ".zip", zip.length(), zip::open);
        return upload;
    }

    private Upload checked(Path path) {
        if (bytes > Limits.UPLOAD_BYTES) {
            throw new ProblemException(ProblemType.TOO_LARGE, "%s has %d bytes; at most %d are sent at once"
                    .formatted(path, bytes, Limits.UPLOAD_BYTES));
        }
        return this;
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> inside = Files.walk(folder)) {
            return inside.filter(Files::isRegularFile).filter(file -> !hidden(folder, file))
                    .sorted(Comparator.comparing(Path::toString)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(folder), e);
        }
    }

    private static boolean hidden(Path folder, Path file) {
        for (Path step : folder.relativize(file)) {
            if (step.toString().startsWith(".") || step.toString().equals("__MACOSX")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isIdx(Path file) {
        return lower(file).matches(".*idx[13]-ubyte(\\.gz)?");
    }

    private static boolean isPicture(Path file) {
        return lower(file).matches(".*\\.(png|jpe?g|webp|gif|bmp|tiff?)");
    }

    private static boolean isCifar(Path file) {
        return lower(file).matches("(data_batch_[0-9]+|test_batch|train|test)\\.bin");
    }

    private static boolean saysSomething(Path file) {
        return lower(file)
                .matches("classes\\.txt|batches\\.meta\\.txt|fine_label_names\\.txt|(labels|metadata)\\.(csv|jsonl)");
    }

    private static String lower(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(file), e);
        }
    }
}
