package dev.limner.datasets.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where imports of this process keep what they read. An import's folder is gone when the import is; what a killed process
 * leaves behind goes when the next one starts: each process holds a lock on its own folder for as long as it lives, so
 * that several can share one disk.
 */
final class WorkFolder implements AutoCloseable {
    private static final String LOCK = "lock";
    private final Path own;
    private final FileChannel channel;
    private final FileLock lock;

    /**
     * Opens a folder of this process's own, and removes those of dead ones beside it.
     *
     * @param root shared by the processes of one machine; made if missing
     * @throws UncheckedIOException if it cannot be written to
     */
    WorkFolder(Path root) {
        try {
            Files.createDirectories(root);
            try (Stream<Path> folders = Files.list(root)) {
                for (Path folder : folders.toList()) {
                    removeIfDead(folder);
                }
            }
            own = Files.createTempDirectory(root, "process-");
            channel = FileChannel.open(own.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock = channel.lock();
        } catch (IOException e) {
            throw new UncheckedIOException("the folder for imports, %s, cannot be used".formatted(root), e);
        }
    }

    /** A new folder for one import, removed with all it holds when it is closed. */
    Folder begin() throws IOException {
        Files.createDirectories(own);
        return new Folder(Files.createTempDirectory(own, "import-"));
    }

    /** An import's folder. */
    record Folder(Path path) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            remove(path);
        }
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
        remove(own);
    }

    private static void removeIfDead(Path folder) throws IOException {
        Path file = folder.resolve(LOCK);
        if (!Files.isRegularFile(file)) {
            return;
        }
        try (FileChannel other = FileChannel.open(file, StandardOpenOption.WRITE)) {
            if (other.tryLock() != null) {
                remove(folder);
            }
        } catch (OverlappingFileLockException | NoSuchFileException e) {
            // Held by this very process, or removed by another that starts just now: nothing is to be done.
            return;
        }
    }

    private static void remove(Path folder) throws IOException {
        List<Path> content;
        try (Stream<Path> paths = Files.walk(folder)) {
            content = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : content) {
            Files.deleteIfExists(path);
        }
    }
}
