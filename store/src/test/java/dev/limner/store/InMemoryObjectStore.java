package dev.limner.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Objects in a map, for tests of what is built on them, in every module. It remembers the order of writes, goes away on
 * demand, and may be overridden to fail in other ways.
 */
public class InMemoryObjectStore implements ObjectStore {
    private final NavigableMap<String, byte[]> objects = new ConcurrentSkipListMap<>();
    private final List<String> writes = new ArrayList<>();
    private final List<Consumer<String>> watchers = new CopyOnWriteArrayList<>();
    private int writesUntilAway = Integer.MAX_VALUE;
    private volatile boolean away;

    /** The keys in the order in which they were written or deleted ({@code -key}). */
    public synchronized List<String> writes() {
        return List.copyOf(writes);
    }

    /** After this many more writes the store is away. */
    public synchronized void goAwayAfter(int moreWrites) {
        writesUntilAway = moreWrites;
    }

    /** From now on the store is away, for readers too. */
    public void goAway() {
        away = true;
    }

    public synchronized void comeBack() {
        away = false;
        writesUntilAway = Integer.MAX_VALUE;
    }

    /** Calls back with the key after each put; what is thrown there reaches whoever puts. */
    public void afterEachPut(Consumer<String> watcher) {
        watchers.add(watcher);
    }

    /** All keys, in order. */
    public List<String> keys() {
        return List.copyOf(objects.keySet());
    }

    /** Replaces what is stored behind everybody's back. */
    public void damage(String key, UnaryOperator<byte[]> damage) {
        objects.put(key, damage.apply(get(key)));
    }

    @Override
    public void put(String key, byte[] bytes) {
        write(key);
        objects.put(key, bytes.clone());
        watchers.forEach(watcher -> watcher.accept(key));
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
        write(key);
        return objects.putIfAbsent(key, bytes.clone()) == null;
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
        int from = (int) Math.min(offset, bytes.length);
        return Arrays.copyOfRange(bytes, from, (int) Math.min(from + length, bytes.length));
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
        return there().tailMap(prefix, true).keySet().stream().takeWhile(key -> key.startsWith(prefix)).toList();
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
        write("-" + key);
        objects.remove(key);
    }

    private NavigableMap<String, byte[]> there() {
        if (away) {
            throw new StoreUnavailableException("away, as the test asked", null);
        }
        return objects;
    }

    private synchronized void write(String key) {
        if (away || writesUntilAway-- <= 0) {
            throw new StoreUnavailableException("away, as the test asked", null);
        }
        writes.add(key);
    }
}
