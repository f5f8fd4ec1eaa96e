package dev.limner.models.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import dev.limner.models.TrainingPictures;

/**
 * Whether a model paints its training pictures again: how far each sample is from the training picture nearest to it,
 * beside the same of held-out pictures, which nobody can have learned by heart. Distances are Euclidean, between pixels in
 * [0, 1] or between features. (Blurred pictures are near to everything: of those a low ratio means no copying, which is
 * what {@link #sheet} is for.)
 *
 * @param samples distance of each sample to its nearest training picture
 * @param heldOut the same of held-out pictures
 * @param nearest by sample, places of its nearest training pictures, nearest first
 */
public record Memorisation(double[] samples, double[] heldOut, int[][] nearest) {
    private static final int SHOWN = 5;
    private static final double RARE = 0.01;

    /** One sample and the training pictures nearest to it, nearest first; uint8 planar. */
    public record Shown(byte[] sample, List<byte[]> nearest) {}

    /** By pixels. */
    static Memorisation byPixels(TrainingPictures samples, TrainingPictures train, TrainingPictures heldOut) {
        return of(new Pixels(samples), new Pixels(train), new Pixels(heldOut));
    }

    /**
     * By any numbers.
     *
     * @param samples a row or more
     * @param train   a row or more
     * @param heldOut a row or more
     */
    public static Memorisation of(Rows samples, Rows train, Rows heldOut) {
        Neighbours found = Neighbours.of(samples, train, Math.min(SHOWN, train.count()));
        return new Memorisation(found.nearest(), Neighbours.of(heldOut, train, 1).nearest(), found.places());
    }

    /** Median over samples ÷ median over held-out pictures: far below 1 where training pictures come again. */
    public double ratio() {
        double known = quantile(heldOut, 0.5);
        return known == 0 ? 1 : quantile(samples, 0.5) / known;
    }

    /** Share of samples that are nearer to a training picture than 99 of 100 held-out pictures are: 0.01 if all is well. */
    public double copies() {
        double rare = quantile(heldOut, RARE);
        return Arrays.stream(samples).filter(distance -> distance < rare).count() / (double) samples.length;
    }

    /** The {@code count} samples nearest to a training picture, nearest first, with these. */
    public List<Shown> sheet(int count, TrainingPictures painted, TrainingPictures train) {
        List<Shown> sheet = new ArrayList<>();
        IntStream.range(0, samples.length).boxed().sorted(Comparator.comparingDouble(i -> samples[i])).limit(count)
                .forEach(i -> sheet.add(new Shown(picture(painted, i),
                        Arrays.stream(nearest[i]).mapToObj(place -> picture(train, place)).toList())));
        return sheet;
    }

    /** The q-quantile, interpolated between neighbours in order. */
    static double quantile(double[] values, double q) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double place = q * (sorted.length - 1);
        int low = (int) place;
        int high = Math.min(low + 1, sorted.length - 1);
        return sorted[low] + (place - low) * (sorted[high] - sorted[low]);
    }

    private static byte[] picture(TrainingPictures pictures, int i) {
        byte[] pixels = new byte[pictures.shape().bytes()];
        pictures.copy(i, pixels, 0);
        return pixels;
    }
}
