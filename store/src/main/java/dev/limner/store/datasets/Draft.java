package dev.limner.store.datasets;

import java.util.List;

import dev.limner.contracts.messages.Colour;

/**
 * Pictures on their way to a dataset version, in any order. Close it in any case: pictures beyond what fits in memory
 * wait in a temporary file. For one thread.
 */
public final class Draft implements AutoCloseable {

    Draft(int width, int height, Colour colour, List<String> classes) {}

    /**
     * Adds a picture, copied.
     *
     * @param pixels uint8 sRGB, planar, C × H × W bytes
     * @param label  index of its class; -1 for none
     * @throws IllegalArgumentException if the size or the label does not fit the draft
     * @throws IllegalStateException    once it is sealed
     */
    public void add(byte[] pixels, int label, Split split) {
        throw new UnsupportedOperationException();
    }

    public void add(PictureRecord picture) {
        add(picture.pixels(), picture.label(), picture.split());
    }

    /** Pictures added, duplicates included. */
    public long added() {
        throw new UnsupportedOperationException();
    }

    /** Sorts, leaves out exact duplicates, computes the digest. Nothing can be added afterwards. */
    public SealedDraft seal() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
