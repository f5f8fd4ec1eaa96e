package dev.limner.models;

import java.time.Duration;

/**
 * How a training run ended. The last snapshot went to the observer.
 *
 * @param images  images seen, over all attempts
 * @param trained wall-clock time spent training, over all attempts
 */
public record Outcome(Ending ending, long images, Duration trained) {

    /** Why it ended. */
    public enum Ending {
        /** The budget is spent; the last snapshot is the result. */
        COMPLETED,
        /** {@link Wish#PAUSE}; the last snapshot is where to go on. */
        PAUSED,
        /** {@link Wish#ABANDON}; no snapshot was made. */
        ABANDONED
    }
}
