package dev.limner.datasets.examination;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds pictures that are unlike their class. For each {@link Measure} the class has a usual value, the median, and a usual
 * spread, 1.4826 times the median distance from it, which is the standard deviation where the values are normal and does not
 * heed the outliers themselves (Hampel 1974). A picture is suspicious where it is more than {@link #THRESHOLD} spreads away
 * in any measure. That finds what is empty, negative, of another colour or another texture; not what is merely mislabelled.
 */
final class Outliers {
    /** In spreads. Beyond it lie fewer than 1 in 10^14 normal values, and in practice a few in a thousand pictures. */
    static final double THRESHOLD = 8;
    /** A class of fewer pictures says little of what is usual: they are measured against all pictures. */
    static final int FEW = 20;
    /** Differences that nobody sees are none: the least spread, of 255. */
    private static final double LEAST_SPREAD = 2;
    private static final double NORMAL = 1.4826;

    /**
     * @param picture  in the catalogue's count
     * @param measure  the one in which it stands out most
     * @param usual    the median of its class
     * @param spread   of its class
     * @param distance from the usual value, in spreads
     */
    record Outlier(int picture, Measure measure, double value, double usual, double spread, double distance) {}

    private Outliers() {}

    /**
     * The suspicious pictures, the farthest first.
     *
     * @param labels   of each picture; -1 for none
     * @param measures of each picture, picture after picture
     */
    static List<Outlier> among(int[] labels, float[] measures, int classes) {
        int[] everything = IntStream.range(0, labels.length).toArray();
        List<Outlier> found = new ArrayList<>();
        int[][] groups = groups(labels, classes);
        double[][] overall = null;
        for (int[] group : groups) {
            double[][] usual;
            if (group.length >= FEW) {
                usual = usual(group, measures);
            } else {
                overall = overall == null ? usual(everything, measures) : overall;
                usual = overall;
            }
            for (int picture : group) {
                Outlier outlier = farthest(picture, measures, usual);
                if (outlier.distance() > THRESHOLD) {
                    found.add(outlier);
                }
            }
        }
        found.sort(Comparator.comparingDouble(Outlier::distance).reversed().thenComparing(Outlier::picture));
        return found;
    }

    private static Outlier farthest(int picture, float[] measures, double[][] usual) {
        Outlier farthest = null;
        for (Measure measure : Measure.values()) {
            double value = measures[picture * Measure.values().length + measure.ordinal()];
            double median = usual[measure.ordinal()][0];
            double spread = usual[measure.ordinal()][1];
            double distance = Math.abs(value - median) / spread;
            if (farthest == null || distance > farthest.distance()) {
                farthest = new Outlier(picture, measure, value, median, spread, distance);
            }
        }
        return farthest;
    }

    /** Median and spread of each measure. */
    private static double[][] usual(int[] group, float[] measures) {
        double[][] usual = new double[Measure.values().length][];
        for (Measure measure : Measure.values()) {
            float[] values = new float[group.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = measures[group[i] * usual.length + measure.ordinal()];
            }
            float median = median(values);
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.abs(values[i] - median);
            }
            usual[measure.ordinal()] = new double[]{median, Math.max(LEAST_SPREAD, NORMAL * median(values))};
        }
        return usual;
    }

    private static float median(float[] values) {
        Arrays.sort(values);
        return values.length == 0 ? 0 : values[values.length / 2];
    }

    private static int[][] groups(int[] labels, int classes) {
        int[] counts = new int[classes + 1];
        for (int label : labels) {
            counts[label + 1]++;
        }
        int[][] groups = new int[classes + 1][];
        Arrays.setAll(groups, group -> new int[counts[group]]);
        Arrays.fill(counts, 0);
        for (int i = 0; i < labels.length; i++) {
            groups[labels[i] + 1][counts[labels[i] + 1]++] = i;
        }
        return groups;
    }
}
