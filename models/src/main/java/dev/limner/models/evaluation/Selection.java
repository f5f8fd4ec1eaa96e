package dev.limner.models.evaluation;

import java.util.List;

import dev.limner.models.PictureShape;
import dev.limner.models.TrainingPictures;

/** Some pictures of a split: {@code chosen} names their places. */
record Selection(TrainingPictures all, int[] chosen) implements TrainingPictures {

    /** {@code m} of them by {@link Choice}; all where there are not more. */
    static TrainingPictures some(TrainingPictures all, int m) {
        return m >= all.count() ? all : new Selection(all, Choice.of(all.count(), m));
    }

    @Override
    public PictureShape shape() {
        return all.shape();
    }

    @Override
    public int count() {
        return chosen.length;
    }

    @Override
    public List<String> classes() {
        return all.classes();
    }

    @Override
    public int label(int i) {
        return all.label(chosen[i]);
    }

    @Override
    public void copy(int i, byte[] target, int offset) {
        all.copy(chosen[i], target, offset);
    }
}
