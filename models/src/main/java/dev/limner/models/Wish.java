package dev.limner.models;

/** What the observer of a training run wants between two batches. */
public enum Wish {
    /** The next batch. */
    GO_ON,
    /** A snapshot now, then the next batch. */
    CHECKPOINT,
    /** A snapshot now, then the end: the run will be resumed from it. */
    PAUSE,
    /** The end, without a snapshot. */
    ABANDON
}
