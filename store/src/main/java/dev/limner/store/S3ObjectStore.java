package dev.limner.store;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/** One bucket of an S3 server, by the MinIO SDK. Safe for use by many threads. */
public final class S3ObjectStore implements ObjectStore, AutoCloseable {
    private final S3Settings settings;

    public S3ObjectStore(S3Settings settings) {
        this.settings = settings;
    }

    /** Makes the bucket unless it is there. */
    public void ensureBucket() {
        throw new UnsupportedOperationException(settings.bucket());
    }

    /** Whether the server answers and has the bucket; never throws. */
    public boolean reachable() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void put(String key, byte[] bytes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void put(String key, Path file) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void put(String key, InputStream in, long bytes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean putIfAbsent(String key, byte[] bytes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public byte[] get(String key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public InputStream open(String key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public byte[] range(String key, long offset, long length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long size(String key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean exists(String key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<String> list(String prefix) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void delete(String key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
