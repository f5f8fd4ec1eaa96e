package dev.limner.datasets.imports;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.datasets.sources.SourcePicture;
import dev.limner.images.Picture;
import dev.limner.store.Sha256;

/**
 * A picture of an upload once it is decoded and normalised, or why it is refused.
 *
 * @param picture null where it is refused
 * @param digest  SHA-256 of the normalised pixels; null where it is refused
 * @param width   as it was sent
 * @param height  as it was sent
 * @param channels as it was sent
 * @param refusal null where it is taken
 */
record NormalisedPicture(SourcePicture source, Picture picture, byte[] digest, int width, int height, int channels,
        String refusal) {

    static NormalisedPicture of(SourcePicture source, Normaliser normaliser) {
        try {
            Picture decoded = source.content().decode();
            Picture picture = normaliser.normalise(decoded);
            return new NormalisedPicture(source, picture, Sha256.begin().digest(picture.pixels()), decoded.width(),
                    decoded.height(), decoded.channels(), null);
        } catch (ProblemException e) {
            return new NormalisedPicture(source, null, null, 0, 0, 0, clause(source.file(), e.problem().detail()));
        }
    }

    /** The reason without the file's name, which stands beside it in the report. */
    private static String clause(String file, String detail) {
        String named = "'" + file + "'";
        return detail.startsWith(named) ? detail.substring(named.length()).replaceFirst("^:? ", "") : detail;
    }
}
