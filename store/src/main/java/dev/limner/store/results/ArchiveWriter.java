package dev.limner.store.results;

import java.util.List;

import dev.limner.store.ObjectStore;

/**
 * A generation's result: one ZIP whose entries are stored, not deflated, so that a picture is a byte range of the
 * object. The same content gives the same bytes. Small archives stay in memory, larger ones wait in a temporary file:
 * close it in any case. For one thread.
 */
public final class ArchiveWriter implements AutoCloseable {

    /** Adds the next picture: {@code 00000.png}, {@code 00001.png}, and so on. */
    public ArchiveEntry add(byte[] png) {
        throw new UnsupportedOperationException();
    }

    /** What has been added so far, in order. */
    public List<ArchiveEntry> entries() {
        throw new UnsupportedOperationException();
    }

    /** Adds {@code manifest.json} and ends the archive. Nothing can be added afterwards. */
    public void finish(byte[] manifest) {
        throw new UnsupportedOperationException();
    }

    /** The finished archive's size in bytes. */
    public long size() {
        throw new UnsupportedOperationException();
    }

    /** Stores the finished archive: one PUT. */
    public void putTo(ObjectStore objects, String key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
