package dev.limner.generator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;

import dev.limner.store.NoSuchObjectException;
import dev.limner.store.ObjectStore;
import dev.limner.store.StoreUnavailableException;

/** Objects in a map, which can go away. */
public final class MemoryObjects implements ObjectStore {
    private final ConcurrentSkipListMap<String, byte[]> objects = new ConcurrentSkipListMap<>();
    private volatile boolean away;

    public void goAway() {
        away = true;
    }

    public void comeBack() {
        away = false;
    }

    @Override
    public void put(String key, byte[] bytes) {
        there().put(key, bytes.clone());
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
        return there().putIfAbsent(key, bytes.clone()) == null;
    }

    @Override
    public byte[] get(String key) {
        byte[] bytes = there().get(key);
        if (bytes == null) {
            throw new NoSuchObjectException(key, null);
        }
        return bytes.clone();
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
        return there().containsKey(key);
    }

    @Override
    public List<String> list(String prefix) {
        return there().keySet().stream().filter(key -> key.startsWith(prefix)).toList();
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
        there().remove(key);
    }

    private ConcurrentSkipListMap<String, byte[]> there() {
        if (away) {
            throw new StoreUnavailableException("away for a test", null);
        }
        return objects;
    }
}
