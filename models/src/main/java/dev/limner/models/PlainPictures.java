package dev.limner.models;

import java.util.Arrays;
import java.util.List;

/** A few pictures to try a model with, each of one shade. */
record PlainPictures(PictureShape shape, List<String> classes) implements TrainingPictures {
    private static final int COUNT = 2;

    @Override
    public int count() {
        return COUNT;
    }

    @Override
    public int label(int i) {
        return classes.isEmpty() ? -1 : i % classes.size();
    }

    @Override
    public void copy(int i, byte[] target, int offset) {
        Arrays.fill(target, offset, offset + shape.bytes(), (byte) (64 + 128 * i));
    }
}
