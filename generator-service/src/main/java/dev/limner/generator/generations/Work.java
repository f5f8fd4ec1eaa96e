package dev.limner.generator.generations;

import java.util.List;

import dev.limner.images.Picture;
import dev.limner.images.Pulse;

/**
 * What one generation consists of, whatever its operation: a number of pictures, made in order, some at a time. Nothing
 * but the request, its pictures and the checkpoint may go into them. For one thread; close it in any case.
 */
interface Work extends AutoCloseable {

    /**
     * A picture that was made.
     *
     * @param label the class it was asked for; null for none
     */
    record Made(Picture picture, String label) {}

    /** Where the pictures come from. */
    Provenance provenance();

    /** Pictures asked for. */
    int total();

    /** Whether all of it takes no longer than a forward pass: then it is done while the request is handled. */
    boolean quick();

    /**
     * Makes the next pictures, as many as suit it.
     *
     * @param first how many were made before
     * @param pulse told how far this call is; may throw to end it
     * @throws dev.limner.contracts.problems.ProblemException where the request's pictures turn out not to do
     */
    List<Made> make(int first, Pulse pulse);

    @Override
    default void close() {}
}
