package dev.limner.trainer.runs;

import java.util.List;

import dev.limner.models.PictureShape;
import dev.limner.models.TrainingPictures;
import dev.limner.store.datasets.StoredPictures;

/** One split of a dataset version as training reads it. */
record DatasetPictures(PictureShape shape, List<String> classes, StoredPictures pictures)
        implements
            TrainingPictures {
    @Override
    public int count() {
        return pictures.count();
    }

    @Override
    public int label(int i) {
        return pictures.label(i);
    }

    @Override
    public void copy(int i, byte[] target, int offset) {
        pictures.copy(i, target, offset);
    }
}
