package dev.limner.images;

import dev.limner.contracts.Limits;
import dev.limner.contracts.problems.ProblemType;

/**
 * What a header may ask for, before anything is decoded: at most {@link Limits#PICTURE_PIXELS}, and no more memory than
 * the file's bytes can be expected to fill. A few bytes that say 40 megapixels are refused, not believed.
 */
public final class PictureLimits {
    /** Bytes of samples that do no harm, however small the file is. */
    private static final long HARMLESS_BYTES = 16 << 20;
    /** What deflate makes of one byte at most; no real picture is packed tighter. */
    private static final long EXPANSION = 1032;

    private PictureLimits() {}

    /**
     * Checks a header.
     *
     * @param width       as the header says, in pixels
     * @param height      as the header says, in pixels
     * @param sampleBytes of one pixel, unpacked as the format has it
     * @param encoded     bytes of the file
     * @throws RefusedPictureException (too large, unreadable picture) naming the limit
     */
    public static void check(long width, long height, int sampleBytes, int encoded) {
        if (width < 1 || height < 1) {
            throw RefusedPictureException.unreadable("says in its header that it has %d×%d pixels"
                    .formatted(width, height));
        }
        if (width > Limits.PICTURE_PIXELS || height > Limits.PICTURE_PIXELS
                || width * height > Limits.PICTURE_PIXELS) {
            throw new RefusedPictureException(ProblemType.TOO_LARGE, "has %d×%d pixels; at most %d are read"
                    .formatted(width, height, Limits.PICTURE_PIXELS), null);
        }
        if (width * height * sampleBytes > HARMLESS_BYTES + EXPANSION * encoded) {
            throw RefusedPictureException.unreadable("promises %d×%d pixels, which its %d bytes cannot hold"
                    .formatted(width, height, encoded));
        }
    }
}
