package dev.limner.models;

import java.util.Arrays;
import java.util.List;

/** Pictures without classes, picture i all of one grey. */
record FlatPictures(PictureShape shape, int count) implements TrainingPictures {

    @Override
    public List<String> classes() {
        return List.of();
    }

    @Override
    public int label(int i) {
        return -1;
    }

    @Override
    public void copy(int i, byte[] target, int offset) {
        Arrays.fill(target, offset, offset + shape.bytes(), (byte) (i * 6));
    }
}
