package dev.limner.store.results;

import java.util.SortedMap;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.store.ObjectStore;

/**
 * Where each file lies within a stored archive, read from the archive's own end: how one picture of a large result is
 * served without reading the rest.
 *
 * @param places by entry name
 */
public record ArchiveIndex(SortedMap<String, Place> places) {

    /**
     * Bytes within the archive.
     *
     * @param offset of the first one
     */
    public record Place(long offset, long length) {}

    /**
     * Reads the index of the archive at the key: two ranges, whatever its size.
     *
     * @throws dev.limner.store.NoSuchObjectException if there is none
     * @throws ProblemException                       (corrupt object) if it is not an archive of ours
     */
    public static ArchiveIndex read(ObjectStore objects, String key) {
        throw new UnsupportedOperationException();
    }
}
