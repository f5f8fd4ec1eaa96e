package dev.limner.datasets.sources;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.images.Picture;
import dev.limner.store.datasets.Split;

/**
 * A picture of an upload, not yet decoded.
 *
 * @param file      how a report names it
 * @param format    {@code png}, {@code idx}
 * @param split     by the publisher; null where it says nothing
 * @param className null where it has none
 * @param bytes     what it takes in memory until it is decoded
 * @param content   decodes it; may be called from any thread
 */
public record SourcePicture(String file, String format, Split split, String className, int bytes, Content content) {

    /** Pixels that are still packed. */
    public interface Content {
        /**
         * The picture.
         *
         * @throws ProblemException (unreadable picture, too large) with the reason
         */
        Picture decode();
    }
}
