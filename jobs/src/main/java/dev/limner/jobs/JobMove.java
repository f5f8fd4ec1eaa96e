package dev.limner.jobs;

/** What moves a job from one {@link JobState} to another. */
public enum JobMove {
    /** A worker takes it, for the first time or after the last one died. */
    CLAIM,
    /** Its work is done. */
    SUCCEED,
    /** Its work cannot be done. */
    FAIL,
    /** Somebody no longer wants it. */
    CANCEL,
    /** Somebody wants it paused. */
    STOP,
    /** Somebody wants a paused one to go on. */
    RESUME,
    /** Its worker gives it back: it is shutting down, or will try again later. */
    RELEASE
}
