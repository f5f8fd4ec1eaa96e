package dev.limner.gateway.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import jakarta.inject.Singleton;

import org.jboss.resteasy.reactive.multipart.FileUpload;

import dev.limner.contracts.Limits;
import dev.limner.contracts.messages.DatasetCommand.StagedFile;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.gateway.submissions.Fingerprint;
import dev.limner.store.ObjectStore;

/**
 * Uploaded files on their way into the bucket. The HTTP server has written them to its temporary folder as they came
 * in, so memory stays small whatever their size; from there each is streamed to {@code staging/{folder}/{n}-{name}},
 * where the dataset service finds it and from where it is collected after a day.
 */
@Singleton
public class Staging {
    private static final int NAME_CHARACTERS = 100;

    private final ObjectStore objects;

    public Staging(ObjectStore objects) {
        this.objects = objects;
    }

    /**
     * Refuses uploads that are no files, or too many bytes of them.
     *
     * @throws ProblemException (invalid field), (too large)
     */
    static void check(List<FileUpload> files) {
        if (files == null || files.isEmpty()) {
            throw ProblemException.invalidField("files",
                    "is missing: send one part 'files' with a file name for each file");
        }
        long bytes = files.stream().mapToLong(FileUpload::size).sum();
        if (bytes > Limits.UPLOAD_BYTES) {
            throw new ProblemException(ProblemType.TOO_LARGE, "the files have %d bytes together; at most %d are taken"
                    .formatted(bytes, Limits.UPLOAD_BYTES));
        }
    }

    /** What tells these files from others: their names and the SHA-256 of each. */
    static String digests(List<FileUpload> files) {
        StringBuilder digests = new StringBuilder();
        for (FileUpload file : files) {
            digests.append(name(file)).append('\n').append(HexFormat.of().formatHex(digest(file.uploadedFile())))
                    .append('\n');
        }
        return digests.toString();
    }

    /** Where the files will lie, in a folder that no other upload has. */
    static List<StagedFile> places(List<FileUpload> files, String folder) {
        List<StagedFile> places = new ArrayList<>();
        for (FileUpload file : files) {
            String name = name(file).replaceAll("[^A-Za-z0-9._-]", "_").replace("..", "_");
            String end = name.substring(Math.max(0, name.length() - NAME_CHARACTERS));
            places.add(new StagedFile(name(file), "staging/%s/%d-%s".formatted(folder, places.size(), end)));
        }
        return places;
    }

    /** Stores the files at their places. */
    void store(List<FileUpload> files, List<StagedFile> places) {
        for (int i = 0; i < places.size(); i++) {
            try (InputStream in = Files.newInputStream(files.get(i).uploadedFile())) {
                objects.put(places.get(i).key(), in, files.get(i).size());
            } catch (IOException e) {
                throw lost(e);
            }
        }
    }

    private static String name(FileUpload file) {
        return file.fileName() == null ? "" : file.fileName();
    }

    private static byte[] digest(Path file) {
        try {
            return Fingerprint.of(file);
        } catch (IOException e) {
            throw lost(e);
        }
    }

    private static ProblemException lost(IOException e) {
        return new ProblemException(ProblemType.INTERNAL, "an uploaded file cannot be read back: " + e.getMessage(), e);
    }
}
