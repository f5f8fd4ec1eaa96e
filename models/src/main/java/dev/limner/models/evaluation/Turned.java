package dev.limner.models.evaluation;

import java.util.List;

import dev.limner.models.PictureShape;
import dev.limner.models.TrainingPictures;

/**
 * Each picture as often as it can be turned, the turn being its label: what a network that has no labels learns features
 * from (Gidaris, Singh &amp; Komodakis 2018, Unsupervised Representation Learning by Predicting Image Rotations). A square
 * picture is turned by 0, 90, 180 and 270 degrees, another by 0 and 180. Picture i is picture ⌊i / turns⌋ of the split,
 * turned i mod turns times.
 */
record Turned(TrainingPictures pictures) implements TrainingPictures {
    private static final List<String> QUARTERS = List.of("0", "90", "180", "270");
    private static final List<String> HALVES = List.of("0", "180");

    @Override
    public PictureShape shape() {
        return pictures.shape();
    }

    @Override
    public int count() {
        return Math.multiplyExact(pictures.count(), classes().size());
    }

    @Override
    public List<String> classes() {
        return shape().height() == shape().width() ? QUARTERS : HALVES;
    }

    @Override
    public int label(int i) {
        return i % classes().size();
    }

    @Override
    public void copy(int i, byte[] target, int offset) {
        byte[] upright = new byte[shape().bytes()];
        pictures.copy(i / classes().size(), upright, 0);
        int degrees = Integer.parseInt(classes().get(label(i)));
        int height = shape().height();
        int width = shape().width();
        for (int start = 0; start < upright.length; start += height * width) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    target[offset + start + y * width + x] = upright[start + from(degrees, y, x)];
                }
            }
        }
    }

    /** Place in a plane of what is seen at (y, x) after a turn to the left. */
    private int from(int degrees, int y, int x) {
        int width = shape().width();
        int bottom = shape().height() - 1;
        int right = width - 1;
        return switch (degrees) {
            case 0 -> y * width + x;
            case 90 -> x * width + right - y;
            case 180 -> (bottom - y) * width + right - x;
            case 270 -> (bottom - x) * width + y;
            default -> throw new IllegalArgumentException("a turn by " + degrees);
        };
    }
}
