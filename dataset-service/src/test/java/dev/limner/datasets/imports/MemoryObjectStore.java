package dev.limner.datasets.imports;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

import dev.limner.store.NoSuchObjectException;
import dev.limner.store.ObjectStore;

/** A bucket in memory; tests override what is to fail. */
class MemoryObjectStore implements ObjectStore {
    final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();

    @Override
    public void put(String key, byte[] bytes) {
        objects.put(key, bytes.clone());
    }

    @Override
    public void put(String key, Path file) {
        try {
            put(key, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void put(String key, InputStream in, long bytes) {
        try {
            put(key, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean putIfAbsent(String key, byte[] bytes) {
        return objects.putIfAbsent(key, bytes.clone()) == null;
    }

    @Override
    public byte[] get(String key) {
        byte[] bytes = objects.get(key);
        if (bytes == null) {
            throw new NoSuchObjectException(key, null);
        }
        return bytes;
    }

    @Override
    public InputStream open(String key) {
        return new ByteArrayInputStream(get(key));
    }

    @Override
    public byte[] range(String key, long offset, long length) {
        byte[] bytes = get(key);
        return Arrays.copyOfRange(bytes, (int) offset, (int) Math.min(bytes.length, offset + length));
    }

    @Override
    public long size(String key) {
        return get(key).length;
    }

    @Override
    public boolean exists(String key) {
        return objects.containsKey(key);
    }

    @Override
    public List<String> list(String prefix) {
        return objects.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
    }

    @Override
    public List<String> children(String folder) {
        return list(folder).stream().map(key -> {
            int slash = key.indexOf('/', folder.length());
            return slash < 0 ? key : key.substring(0, slash + 1);
        }).distinct().toList();
    }

    @Override
    public void delete(String key) {
        objects.remove(key);
    }
}
