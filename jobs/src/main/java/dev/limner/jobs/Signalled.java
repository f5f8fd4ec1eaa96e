package dev.limner.jobs;

/** What became of a {@link Wish}. */
public enum Signalled {
    /** The job was in nobody's hands and has moved at once. */
    MOVED,
    /** The job is running: its worker has been told and will act between batches. */
    TOLD,
    /** There is no such job yet: the wish is kept and takes effect when it arrives. */
    KEPT,
    /** The wish changes nothing: the job is where it is wanted, or a cancel came after its end. */
    IDLE,
    /** This very command has been seen before. */
    SAME
}
