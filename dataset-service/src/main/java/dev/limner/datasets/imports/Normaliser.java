package dev.limner.datasets.imports;

import dev.limner.contracts.messages.Colour;
import dev.limner.contracts.messages.Fit;
import dev.limner.images.Picture;
import dev.limner.images.Resizer;

/**
 * Brings pictures to what a version stores: square pictures of the side asked for, and the colour asked for. What nobody
 * asked for stays as it is, but for transparency, which is laid over white.
 *
 * @param size   side in pixels; null to keep each picture's own size
 * @param fit    how what is not square becomes so
 * @param colour null to keep grey pictures grey and all others RGB
 */
record Normaliser(Integer size, Fit fit, Colour colour) {
    private static final int WHITE = 255;
    private static final int NOTHING = 0;

    Picture normalise(Picture picture) {
        Picture coloured = switch (wanted(picture)) {
            case GREY -> picture.toGrey();
            case RGB -> picture.toRgb();
            case RGBA -> picture.toRgba();
        };
        if (size == null) {
            return coloured;
        }
        return switch (fit) {
            case CROP -> Resizer.square(coloured, size);
            case PAD -> Resizer.padded(coloured, size, coloured.channels() == 4 ? NOTHING : WHITE);
            case STRETCH -> Resizer.resize(coloured, size, size);
        };
    }

    private Colour wanted(Picture picture) {
        if (colour != null) {
            return colour;
        }
        return picture.channels() == Colour.GREY.channels() ? Colour.GREY : Colour.RGB;
    }
}
