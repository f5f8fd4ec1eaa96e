package dev.limner.models.evaluation;

import java.util.Arrays;
import java.util.List;

import dev.limner.models.PictureShape;
import dev.limner.models.TrainingPictures;

/** 16×16; class 0 is bright above, class 1 below. */
public record Halves(int count) implements TrainingPictures {

    @Override
    public PictureShape shape() {
        return new PictureShape(1, 16, 16);
    }

    @Override
    public List<String> classes() {
        return List.of("above", "below");
    }

    @Override
    public int label(int i) {
        return i % 2;
    }

    @Override
    public void copy(int i, byte[] target, int offset) {
        int start = offset + label(i) * 128;
        Arrays.fill(target, start, start + 128, (byte) (100 + i % 150));
    }

    /** As samples, with other labels. */
    Samples labelled(List<String> names, int... labels) {
        List<byte[]> pictures = java.util.stream.IntStream.range(0, labels.length).mapToObj(i -> {
            byte[] picture = new byte[shape().bytes()];
            copy(i, picture, 0);
            return picture;
        }).toList();
        return new Samples(shape(), names, pictures, labels);
    }
}
