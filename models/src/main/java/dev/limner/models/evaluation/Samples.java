package dev.limner.models.evaluation;

import java.util.List;

import dev.limner.models.PictureShape;
import dev.limner.models.TrainingPictures;

/**
 * Pictures that a model painted, with the classes they were asked for.
 *
 * @param classes  names; empty for a model without classes
 * @param pictures uint8 planar
 * @param labels   class index of each; −1 for none
 */
public record Samples(PictureShape shape, List<String> classes, List<byte[]> pictures, int[] labels)
        implements
            TrainingPictures {
    public Samples {
        classes = List.copyOf(classes);
        pictures = List.copyOf(pictures);
        if (labels.length != pictures.size()) {
            throw new IllegalArgumentException("%d pictures, %d labels".formatted(pictures.size(), labels.length));
        }
    }

    @Override
    public int count() {
        return pictures.size();
    }

    @Override
    public int label(int i) {
        return labels[i];
    }

    @Override
    public void copy(int i, byte[] target, int offset) {
        System.arraycopy(pictures.get(i), 0, target, offset, shape.bytes());
    }
}
