package dev.limner.models;

import java.util.List;

/** A split without pictures. */
record NoPictures(PictureShape shape, List<String> classes) implements TrainingPictures {
    @Override
    public int count() {
        return 0;
    }

    @Override
    public int label(int i) {
        throw new IndexOutOfBoundsException(i);
    }

    @Override
    public void copy(int i, byte[] target, int offset) {
        throw new IndexOutOfBoundsException(i);
    }
}
