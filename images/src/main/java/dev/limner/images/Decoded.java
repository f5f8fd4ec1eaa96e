package dev.limner.images;

/**
 * What a decoder makes of a file.
 *
 * @param orientation how the camera was held: 1 to 8 as Exif has it, 1 for upright
 */
public record Decoded(Samples samples, int orientation) {

    /** The picture upright, in sRGB. */
    Picture picture() {
        return Orientation.upright(samples.picture(), orientation);
    }
}
