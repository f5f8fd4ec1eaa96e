package dev.limner.store.datasets;

/** What comes more than once in a sorted draft, counted in one pass. */
final class Overlaps {
    private long duplicates;
    private long conflicting;
    private long inBothSplits;

    private int lastLabel;
    private Split lastSplit;
    private boolean severalLabels;
    private boolean severalSplits;

    /**
     * Takes the next record of the order.
     *
     * @return whether it differs from the one before it
     */
    boolean next(boolean samePixels, int label, Split split) {
        boolean first = lastSplit == null || !samePixels;
        boolean sameLabel = lastLabel == label;
        boolean sameSplit = lastSplit == split;
        if (first) {
            end();
        } else {
            severalLabels |= !sameLabel;
            severalSplits |= !sameSplit;
        }
        lastLabel = label;
        lastSplit = split;
        boolean fresh = first || !sameLabel || !sameSplit;
        duplicates += fresh ? 0 : 1;
        return fresh;
    }

    /** Counts the group of equal pixels that ends here. */
    void end() {
        conflicting += severalLabels ? 1 : 0;
        inBothSplits += severalSplits ? 1 : 0;
        severalLabels = false;
        severalSplits = false;
    }

    long duplicates() {
        return duplicates;
    }

    long conflicting() {
        return conflicting;
    }

    long inBothSplits() {
        return inBothSplits;
    }
}
