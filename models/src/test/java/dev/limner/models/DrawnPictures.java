package dev.limner.models;

import java.util.List;

import dev.limner.images.DrawnSet;

/** Pictures that Limner draws itself, classes in turn. */
record DrawnPictures(int count, long seed) implements TrainingPictures {

    @Override
    public PictureShape shape() {
        return new PictureShape(1, DrawnSet.SIDE, DrawnSet.SIDE);
    }

    @Override
    public List<String> classes() {
        return DrawnSet.CLASSES;
    }

    @Override
    public int label(int i) {
        return i % classes().size();
    }

    @Override
    public void copy(int i, byte[] target, int offset) {
        System.arraycopy(DrawnSet.picture(label(i), seed, i).pixels(), 0, target, offset, shape().bytes());
    }
}
