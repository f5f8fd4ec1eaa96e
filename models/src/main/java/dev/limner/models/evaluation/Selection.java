package dev.limner.models.evaluation;

import java.util.List;

import dev.limner.models.PictureShape;
import dev.limner.models.TrainingPictures;

/** Some pictures of a split: {@code chosen} names their places. */
record Selection(TrainingPictures all, int[] chosen) implements TrainingPictures {

    /** Pictures ⌊i n / m⌋, i from 0 to m − 1; all where there are not more than m. */
    static TrainingPictures evenly(TrainingPictures all, int m) {
        if (m >= all.count()) {
            return all;
        }
        int[] chosen = new int[m];
        for (int i = 0; i < m; i++) {
            chosen[i] = (int) ((long) i * all.count() / m);
        }
        return new Selection(all, chosen);
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
