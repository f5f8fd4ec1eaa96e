package dev.limner.models.editing;

import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * What a sampler's model can do to pictures. The same request gives the same bytes (on the same instruction set, thread
 * count and libtorch), whatever else the sampler does meanwhile: every pass has a fixed number of rows, of which none knows
 * of the others. May be used by several threads; passes for samples come in between its own.
 */
public interface Editor {

    /** The code that {@code sample} paints picture {@code index} of a seed from. */
    Code draw(long seed, long index, int label, double temperature);

    /** Whether codes are draws of N(0, I), which are blended on the sphere. */
    boolean spherical();

    /**
     * Paints codes.
     *
     * @param first index of the first, which decides its row in the pass
     * @return uint8 planar pictures
     */
    List<byte[]> paint(List<Code> codes, long first);

    /**
     * Fills a picture's unknown pixels.
     *
     * @param picture uint8 planar, of the model's shape; unknown pixels hold a first guess
     * @param known   height × width; some are, some are not
     * @param label   the picture's class; −1 where it is not known
     * @param seed    candidate i is drawn from (seed, i)
     * @param count   candidates, 1 to 8
     * @param told    how much of the work is done, 0 to 1; may throw to end it
     * @return candidates, the one first that fits the known pixels best. Their known pixels are the model's too
     */
    List<byte[]> repair(byte[] picture, boolean[] known, int label, long seed, int count, DoubleConsumer told);

    /**
     * Makes variants of a picture.
     *
     * @param strength 0 for the picture as well as the model can paint it, 1 for a fresh sample
     * @param first    index of the first variant: variant i is drawn from (seed, i)
     * @return {@code count} variants
     */
    List<byte[]> vary(byte[] picture, int label, double strength, long seed, long first, int count,
            DoubleConsumer told);
}
