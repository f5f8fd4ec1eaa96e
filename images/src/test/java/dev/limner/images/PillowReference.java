package dev.limner.images;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The files of the folder {@code pillow}, which has a README of its own. */
final class PillowReference {
    private PillowReference() {}

    static byte[] file(String name) {
        try (InputStream in = PillowReference.class.getResourceAsStream("pillow/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Picture picture(String name) {
        return PictureDecoder.decode(file(name), name);
    }

    /** The largest difference of two samples; alike in form is what they have to be. */
    static int difference(Picture one, Picture other) {
        if (one.channels() != other.channels() || one.height() != other.height() || one.width() != other.width()) {
            throw new AssertionError(one + " is not like " + other);
        }
        int largest = 0;
        for (int i = 0; i < one.pixels().length; i++) {
            largest = Math.max(largest, Math.abs((one.pixels()[i] & 0xff) - (other.pixels()[i] & 0xff)));
        }
        return largest;
    }
}
