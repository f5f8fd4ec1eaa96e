package dev.limner.store.datasets;

/** The pictures of one split, in the version's order. */
public interface Pictures {
    int count();

    /** Bytes of one picture: C × H × W. */
    int pictureBytes();

    /** Copies picture i, uint8 planar [C,H,W], into the target from the offset on. May be called by many threads. */
    void copy(int i, byte[] target, int offset);

    /** The class index of picture i; -1 for none. */
    int label(int i);
}
