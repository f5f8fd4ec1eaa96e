package dev.limner.store;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Named bytes in one bucket. An object appears whole or not at all, and replaces what had its key. Every method throws
 * {@link StoreUnavailableException} while the store is away: nothing is known then about a write that was under way,
 * and repeating it is right.
 *
 * <p>Keys are segments of letters, digits, {@code . _ - @} divided by {@code /}; never empty.
 */
public interface ObjectStore {
    void put(String key, byte[] bytes);

    /** Stores a file's content. */
    void put(String key, Path file);

    /**
     * Stores what the stream gives, to its end; the caller closes it.
     *
     * @param bytes how many there are, or -1 where that is not known
     */
    void put(String key, InputStream in, long bytes);

    /**
     * Stores the bytes unless the key is taken; of several callers exactly one succeeds.
     *
     * @return whether the bytes were stored; false leaves what is there as it is
     */
    boolean putIfAbsent(String key, byte[] bytes);

    /**
     * The whole object.
     *
     * @throws NoSuchObjectException if there is none
     */
    byte[] get(String key);

    /**
     * The whole object as a stream, which the caller closes. A connection that breaks while it is read is an
     * {@link java.io.IOException}, never a silent end.
     *
     * @throws NoSuchObjectException if there is none
     */
    InputStream open(String key);

    /**
     * Some of an object; fewer bytes than asked for where it ends earlier.
     *
     * @param offset the first byte, 0 and up
     * @param length how many, 1 and up
     * @throws NoSuchObjectException if there is none
     */
    byte[] range(String key, long offset, long length);

    /**
     * An object's size in bytes.
     *
     * @throws NoSuchObjectException if there is none
     */
    long size(String key);

    boolean exists(String key);

    /** The keys that begin with the prefix, at any depth, in order. */
    List<String> list(String prefix);

    /**
     * What lies directly in a folder, in order: keys, and folders, which end in {@code /}.
     *
     * @param folder ends in {@code /}
     */
    List<String> children(String folder);

    /** Removes the object; no object is as good as a removed one. */
    void delete(String key);
}
