package dev.limner.datasets.examination;

import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.limner.datasets.examination.NearDuplicates.NearDuplicate;
import dev.limner.datasets.examination.Outliers.Outlier;
import dev.limner.images.PerceptualHash;
import dev.limner.images.Picture;
import dev.limner.store.datasets.Split;

/** What was found out about the pictures of a version; depends on nothing but its content. */
public final class Examination {
    /** Pictures hashed between two beats. */
    private static final int BATCH = 2048;
    private static final int LISTED = 100;

    private final Catalogue catalogue;
    private final List<NearDuplicate> nearDuplicates;
    private final List<Outlier> outliers;

    /**
     * A picture of the version.
     *
     * @param index within its split
     * @param file  it was sent as; null where that is not known
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Place(Split split, int index, String file) {}

    /** A pair: the picture, and the one that stays. */
    public record Pair(Place picture, Place of, int bits, double difference) {}

    /**
     * Pictures that are nearly the same as another of the version. None of them was left out for that.
     *
     * @param rule    what counts as nearly the same
     * @param total   pictures looked at
     * @param train   of the training half, nearly the same as another training picture
     * @param heldOut of the held-out half
     * @param across  of the training half, nearly the same as a held-out picture
     * @param pairs   the first of them
     */
    public record NearReport(String rule, long total, long train, long heldOut, long across, List<Pair> pairs) {}

    /**
     * @param value    the picture's
     * @param usual    the median of its class
     * @param distance from it, in spreads
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Suspect(Place picture, String className, String measure, double value, double usual,
            double distance) {}

    /**
     * Pictures unlike their class. None of them was left out for that.
     *
     * @param rule      what counts as unlike
     * @param threshold in spreads
     * @param count     how many
     * @param pictures  the farthest of them
     */
    public record OutlierReport(String rule, double threshold, long count, List<Suspect> pictures) {}

    private Examination(Catalogue catalogue, List<NearDuplicate> nearDuplicates, List<Outlier> outliers) {
        this.catalogue = catalogue;
        this.nearDuplicates = nearDuplicates;
        this.outliers = outliers;
    }

    /**
     * Examines all pictures, on all cores.
     *
     * @param beat called now and then; may throw to abandon
     */
    public static Examination of(Catalogue catalogue, Runnable beat) {
        int count = catalogue.count();
        long[] hashes = new long[count];
        float[] measures = new float[count * Measure.values().length];
        PerceptualHash hash = new PerceptualHash(catalogue.width(), catalogue.height());
        for (int from = 0; from < count; from += BATCH) {
            beat.run();
            IntStream.range(from, Math.min(count, from + BATCH)).parallel().forEach(i -> {
                Picture picture = catalogue.picture(i);
                hashes[i] = hash.of(picture);
                float[] each = Measure.of(picture);
                System.arraycopy(each, 0, measures, i * each.length, each.length);
            });
        }
        int[] labels = IntStream.range(0, count).map(catalogue::label).toArray();
        return new Examination(catalogue, NearDuplicates.among(catalogue, hashes, beat),
                Outliers.among(labels, measures, catalogue.classes().size()));
    }

    /** The near-duplicates, in the catalogue's count: what stays when they go has none. */
    public BitSet nearDuplicates() {
        BitSet set = new BitSet();
        nearDuplicates.forEach(each -> set.set(each.picture()));
        return set;
    }

    /** The outliers, in the catalogue's count. */
    public BitSet outliers() {
        BitSet set = new BitSet();
        outliers.forEach(each -> set.set(each.picture()));
        return set;
    }

    /**
     * For the report.
     *
     * @param files the file a picture was sent as, by the catalogue's count; null where that is not known
     */
    public NearReport nearReport(IntFunction<String> files) {
        long heldOut = nearDuplicates.stream().filter(each -> catalogue.split(each.picture()) == Split.HELD_OUT)
                .count();
        long across = nearDuplicates.stream()
                .filter(each -> catalogue.split(each.picture()) != catalogue.split(each.of())).count();
        return new NearReport(
                "63-bit hash of the low frequencies differs in at most %d bits, and the pixels, brightness "
                        .formatted(NearDuplicates.BITS)
                        + "aside, by at most %.0f of 255 (root mean square)".formatted(NearDuplicates.DIFFERENCE),
                catalogue.count(), nearDuplicates.size() - heldOut - across, heldOut, across,
                nearDuplicates.stream().limit(LISTED).map(each -> new Pair(place(each.picture(), files),
                        place(each.of(), files), each.bits(), tenth(each.difference()))).toList());
    }

    /** For the report; see {@link #nearReport}. */
    public OutlierReport outlierReport(IntFunction<String> files) {
        return new OutlierReport(
                "more than %.0f times the usual spread away from the median of its class in brightness, "
                        .formatted(Outliers.THRESHOLD) + "contrast, detail, colourfulness or transparency",
                Outliers.THRESHOLD, outliers.size(),
                outliers.stream().limit(LISTED).map(each -> new Suspect(place(each.picture(), files),
                        catalogue.className(each.picture()), each.measure().word(), tenth(each.value()),
                        tenth(each.usual()), tenth(each.distance()))).toList());
    }

    private Place place(int i, IntFunction<String> files) {
        return new Place(catalogue.split(i), catalogue.index(i), files.apply(i));
    }

    private static double tenth(double value) {
        return Math.round(10 * value) / 10.0;
    }
}
