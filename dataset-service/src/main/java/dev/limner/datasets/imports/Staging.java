package dev.limner.datasets.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.limner.contracts.Limits;
import dev.limner.contracts.messages.DatasetCommand.StagedFile;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.datasets.sources.SourcePath;
import dev.limner.datasets.sources.StagedCopy;
import dev.limner.store.NoSuchObjectException;
import dev.limner.store.ObjectStore;
import dev.limner.store.Sha256;

/** The files that wait in the bucket for an import. They belong to it alone, and go once it has ended. */
final class Staging {
    private static final Logger LOG = LoggerFactory.getLogger(Staging.class);
    private static final int BUFFER = 1 << 18;
    private final ObjectStore objects;

    Staging(ObjectStore objects) {
        this.objects = objects;
    }

    /**
     * Copies the files into a folder, under numbers for names.
     *
     * @throws ProblemException (not found) naming a file that is not in the bucket, (too large) where together they are
     *                          larger than an upload may be
     * @throws IOException      where the connection breaks or the disk is full
     */
    List<StagedCopy> fetch(List<StagedFile> files, Path folder, Pulse pulse) throws IOException {
        List<StagedCopy> copies = new ArrayList<>();
        long room = Limits.UPLOAD_BYTES;
        for (StagedFile file : files) {
            StagedCopy copy = fetch(file, folder.resolve("staged-" + copies.size()), room, pulse);
            room -= copy.bytes();
            copies.add(copy);
        }
        return copies;
    }

    private StagedCopy fetch(StagedFile file, Path target, long room, Pulse pulse) throws IOException {
        MessageDigest digest = Sha256.begin();
        long bytes = 0;
        try (InputStream in = objects.open(file.key()); OutputStream out = Files.newOutputStream(target)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                pulse.beat();
                bytes += read;
                if (bytes > room) {
                    throw new ProblemException(ProblemType.TOO_LARGE,
                            "the staged files have more than %d bytes together: import them in parts"
                                    .formatted(Limits.UPLOAD_BYTES));
                }
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
            }
        } catch (NoSuchObjectException e) {
            throw new ProblemException(ProblemType.NOT_FOUND, "'%s' is not in the bucket under '%s': send it again"
                    .formatted(SourcePath.shown(file.name()), file.key()), e);
        }
        return new StagedCopy(file.name(), target, bytes, Sha256.hex(digest));
    }

    /** Removes the files; what cannot be removed now is left to the collection of the staging folder. */
    void remove(List<StagedFile> files) {
        for (StagedFile file : files) {
            try {
                objects.delete(file.key());
            } catch (RuntimeException e) {
                LOG.warn("the staged object '{}' could not be removed", file.key(), e);
            }
        }
    }
}
