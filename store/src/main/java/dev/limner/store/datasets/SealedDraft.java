package dev.limner.store.datasets;

/** A draft to which nothing is added any more: sorted, without duplicates, and with its digest. */
public final class SealedDraft {

    SealedDraft() {}

    /** SHA-256 over shape, class names and the sorted picture records, in hex: the same for the same content. */
    public String digest() {
        throw new UnsupportedOperationException();
    }

    /** Distinct pictures of the split. */
    public long count(Split split) {
        throw new UnsupportedOperationException();
    }

    /** Exact duplicates (pixels, label and split) left out. */
    public long duplicates() {
        throw new UnsupportedOperationException();
    }

    /** Pictures that are there under more than one label. */
    public long conflicting() {
        throw new UnsupportedOperationException();
    }

    /** Pictures that are there in both splits. */
    public long inBothSplits() {
        throw new UnsupportedOperationException();
    }
}
