package dev.limner.cli.stack.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder that a stack lives in, {@code .limner} unless told otherwise: who runs it ({@code stack.json}), what opens
 * it ({@code secrets.json}), what is said ({@code logs}) and what is kept ({@code kafka}, {@code postgresql},
 * {@code s3}). Only its owner may look inside.
 *
 * @param path where it is
 */
public record StateFolder(Path path) {
    public StateFolder {
        path = path.toAbsolutePath().normalize();
    }

    /** Makes the folder and the ones inside that others write to. */
    public StateFolder make() {
        try {
            if (!Files.exists(path)) {
                Files.createDirectories(path.getParent());
                Files.createDirectory(path, ownerOnly(path.getParent(), "rwx------"));
            }
            Files.createDirectories(logs());
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("the state folder %s cannot be made".formatted(path), e);
        }
    }

    public Path logs() {
        return path.resolve("logs");
    }

    /** The log of a service, or of the stack itself ({@code stack}). */
    public Path log(String name) {
        return logs().resolve(name + ".log");
    }

    public Path kafka() {
        return path.resolve("kafka");
    }

    public Path postgresql() {
        return path.resolve("postgresql");
    }

    public Path s3() {
        return path.resolve("s3");
    }

    Path secrets() {
        return path.resolve("secrets.json");
    }

    Path record() {
        return path.resolve("stack.json");
    }

    /**
     * Keeps every other stack away until it is closed (also by the end of this process).
     *
     * @return nothing where another stack has it
     */
    public Optional<FileLock> lock() {
        try {
            FileChannel channel = FileChannel.open(path.resolve("stack.lock"), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            try {
                FileLock lock = channel.tryLock();
                if (lock == null) {
                    channel.close();
                }
                return Optional.ofNullable(lock);
            } catch (OverlappingFileLockException e) {
                channel.close();
                return Optional.empty();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the state folder %s cannot be locked".formatted(path), e);
        }
    }

    /** Removes the folder and everything in it; does nothing where there is none. */
    public void remove() {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> inside = Files.walk(path)) {
            for (Path each : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the state folder %s cannot be removed".formatted(path), e);
        }
    }

    /** Writes a file as a whole or not at all, readable by its owner alone. */
    static void write(Path file, byte[] content) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        Path fresh = Files.createTempFile(parent, file.getFileName().toString(), ".new",
                ownerOnly(parent, "rw-------"));
        try {
            Files.write(fresh, content);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path where, String permissions) throws IOException {
        return Files.getFileStore(where).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[]{
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))}
                : new FileAttribute<?>[0];
    }
}
