package dev.limner.jobs;

/** What became of a submitted job. */
public enum Submitted {
    /** It is new, recorded, and will be worked on. */
    ACCEPTED,
    /** It has been submitted before, with the same body: nothing was changed and nothing need be said. */
    SAME,
    /** Its id belongs to another command, which goes on undisturbed: to be refused. */
    DIFFERENT,
    /** It is exclusive and its subject has an active job: to be refused. */
    BUSY
}
