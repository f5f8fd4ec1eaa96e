package dev.limner.store.datasets;

/** The pictures of one split, verified and in memory, in the version's order. Safe for use by many threads. */
public final class StoredPictures {

    StoredPictures() {}

    public int count() {
        throw new UnsupportedOperationException();
    }

    /** Bytes of one picture: C × H × W. */
    public int pictureBytes() {
        throw new UnsupportedOperationException();
    }

    /** Copies picture i, uint8 planar [C,H,W], into the target from the offset on. */
    public void copy(int i, byte[] target, int offset) {
        throw new UnsupportedOperationException();
    }

    /** The class index of picture i; -1 for none. */
    public int label(int i) {
        throw new UnsupportedOperationException();
    }
}
