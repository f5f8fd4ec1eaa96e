package dev.limner.datasets.imports;

import dev.limner.contracts.messages.Colour;
import dev.limner.images.Picture;
import dev.limner.images.Resizer;

/**
 * Brings pictures to what a version stores: square pictures of the side asked for (the middle of what is not square),
 * and the colour asked for. What nobody asked for stays as it is, but for transparency, which is laid over white.
 *
 * @param size   side in pixels; null to keep each picture's own size
 * @param colour null to keep grey pictures grey and all others RGB
 */
record Normaliser(Integer size, Colour colour) {

    Picture normalise(Picture picture) {
        Picture coloured = switch (wanted(picture)) {
            case GREY -> picture.toGrey();
            case RGB -> picture.toRgb();
        };
        return size == null ? coloured : Resizer.square(coloured, size);
    }

    private Colour wanted(Picture picture) {
        if (colour != null) {
            return colour;
        }
        return picture.channels() == Colour.GREY.channels() ? Colour.GREY : Colour.RGB;
    }
}
