package dev.limner.store.results;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import dev.limner.store.ObjectStore;

/** Bytes that grow: in memory up to a limit, then in a temporary file, which close removes. */
final class SpillingBytes implements AutoCloseable {
    private final long limit;
    private ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private Path file;
    private OutputStream out = memory;
    private long size;

    /**
     * Nothing yet.
     *
     * @param limit bytes to be held in memory
     */
    SpillingBytes(long limit) {
        this.limit = limit;
    }

    long size() {
        return size;
    }

    /** The temporary file, once there is one. */
    Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    void write(byte[] bytes) {
        try {
            if (file == null && size + bytes.length > limit) {
                file = Files.createTempFile("limner-archive", ".zip");
                out = new BufferedOutputStream(Files.newOutputStream(file));
                memory.writeTo(out);
                memory = null;
            }
            out.write(bytes);
            size += bytes.length;
        } catch (IOException e) {
            throw new UncheckedIOException("no room for %d bytes in the temporary folder".formatted(size), e);
        }
    }

    void putTo(ObjectStore objects, String key) {
        if (file == null) {
            objects.put(key, memory.toByteArray());
            return;
        }
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("no room for %d bytes in the temporary folder".formatted(size), e);
        }
        objects.put(key, file);
    }

    @Override
    public void close() {
        if (file == null) {
            return;
        }
        try (OutputStream closing = out) {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the temporary file %s does not go away".formatted(file), e);
        }
    }
}
