package dev.limner.store.datasets;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;

import dev.limner.contracts.messages.Colour;
import dev.limner.contracts.messages.Json;

/**
 * What all pictures of a dataset version have in common.
 *
 * @param width   in pixels, 1 and up
 * @param height  in pixels, 1 and up
 * @param classes class names in the order of their indices; empty where unlabelled
 */
record Frame(int width, int height, Colour colour, List<String> classes) {
    Frame {
        classes = List.copyOf(classes);
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("%d × %d pixels are no picture".formatted(width, height));
        }
        if (new HashSet<>(classes).size() != classes.size()) {
            throw new IllegalArgumentException("two classes have one name: " + classes);
        }
    }

    /** Bytes of one picture: C × H × W. */
    int pictureBytes() {
        return Math.multiplyExact(Math.multiplyExact(colour.channels(), height), width);
    }

    void check(byte[] picture, int label) {
        if (picture.length != pictureBytes()) {
            throw new IllegalArgumentException("%d bytes are no picture of %d channels, %d × %d pixels"
                    .formatted(picture.length, colour.channels(), width, height));
        }
        if (label < -1 || label >= classes.size()) {
            throw new IllegalArgumentException("the label %d is no index of %d classes, and not -1 for none"
                    .formatted(label, classes.size()));
        }
    }

    /** The first line of what a digest covers: {@code [C,H,W,["class",…]]} as JSON, and a line feed. */
    byte[] line() {
        String json = new String(Json.write(List.of(colour.channels(), height, width, classes)),
                StandardCharsets.UTF_8);
        return (json + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
