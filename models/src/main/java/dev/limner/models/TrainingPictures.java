package dev.limner.models;

import java.util.List;

/**
 * The pictures of one split, in one order for ever (a dataset version's digest order): what training reads. Pictures
 * are uint8 sRGB, planar: {@code pixels[c·H·W + y·W + x]}.
 */
public interface TrainingPictures {
    PictureShape shape();

    /** How many pictures there are; 0 and up. */
    int count();

    /** Class names by class index; empty where the pictures have no labels. */
    List<String> classes();

    /** The class index of picture {@code i}; −1 where it has none. */
    int label(int i);

    /** Copies the bytes of picture {@code i} to {@code target} from {@code offset} on. */
    void copy(int i, byte[] target, int offset);

    /** A split without pictures. */
    static TrainingPictures none(PictureShape shape, List<String> classes) {
        return new NoPictures(shape, classes);
    }
}
