package dev.limner.datasets.examination;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.limner.images.PerceptualHash;

/**
 * Finds pictures that are nearly the same as another: their {@link PerceptualHash hashes} differ in at most {@link #BITS}
 * bits, and, each colour's brightness aside, their pixels by at most {@link #DIFFERENCE} of 255, root mean square.
 *
 * <p>A picture is a near-duplicate of one that stays, so leaving all of them out leaves one of each kind, and nothing that
 * merely resembles what resembles it. Held-out pictures come first: what is nearly in the held-out half is the training
 * half's duplicate, not the other way round.
 *
 * <p>Hashes that differ in at most five bits agree in one of six bands of bits at least, so a picture is compared only with
 * those that share a band with it: 70 000 pictures with about 200 each. A set of very many pictures that look all alike
 * would fill a band's list; only the {@link #LOOKED_AT} newest of a list are looked at, so that time stays linear.
 */
final class NearDuplicates {
    static final int BITS = 5;
    static final double DIFFERENCE = 12;
    static final int LOOKED_AT = 2048;
    private static final int BANDS = BITS + 1;
    private static final int BAND_BITS = 11;
    private static final int MASK = (1 << BAND_BITS) - 1;

    /**
     * @param picture    in the catalogue's count
     * @param of         the one that stays
     * @param bits       in which the hashes differ
     * @param difference root mean square of the pixels, 0 to {@link #DIFFERENCE}
     */
    record NearDuplicate(int picture, int of, int bits, double difference) {}

    private final Catalogue catalogue;
    private final long[] hashes;
    private final Bucket[][] buckets = new Bucket[BANDS][1 << BAND_BITS];
    private final List<NearDuplicate> found = new ArrayList<>();

    /** The pictures that share a band, side by side, so that going through them costs next to nothing. */
    private static final class Bucket {
        private long[] hashes = new long[4];
        private int[] pictures = new int[4];
        private int size;

        void add(long hash, int picture) {
            if (size == pictures.length) {
                hashes = Arrays.copyOf(hashes, 2 * size);
                pictures = Arrays.copyOf(pictures, 2 * size);
            }
            hashes[size] = hash;
            pictures[size++] = picture;
        }
    }

    private NearDuplicates(Catalogue catalogue, long[] hashes) {
        this.catalogue = catalogue;
        this.hashes = hashes;
    }

    /**
     * The near-duplicates, held-out ones first, in the version's order.
     *
     * @param hashes of each picture
     * @param beat   called between pictures; may throw to abandon
     */
    static List<NearDuplicate> among(Catalogue catalogue, long[] hashes, Runnable beat) {
        NearDuplicates search = new NearDuplicates(catalogue, hashes);
        int train = catalogue.train().count();
        for (int i = train; i < hashes.length; i++) {
            beat.run();
            search.next(i);
        }
        for (int i = 0; i < train; i++) {
            beat.run();
            search.next(i);
        }
        return search.found;
    }

    private void next(int picture) {
        long hash = hashes[picture];
        byte[] pixels = null;
        NearDuplicate nearest = null;
        for (int band = 0; band < BANDS; band++) {
            Bucket bucket = buckets[band][key(picture, band)];
            int size = bucket == null ? 0 : bucket.size;
            for (int i = size - 1; i >= Math.max(0, size - LOOKED_AT); i--) {
                int bits = PerceptualHash.distance(hash, bucket.hashes[i]);
                if (bits <= BITS && !met(hash ^ bucket.hashes[i], band)) {
                    pixels = pixels == null ? catalogue.pixels(picture) : pixels;
                    double difference = difference(pixels, catalogue.pixels(bucket.pictures[i]));
                    if (difference <= DIFFERENCE && (nearest == null || difference < nearest.difference())) {
                        nearest = new NearDuplicate(picture, bucket.pictures[i], bits, difference);
                    }
                }
            }
        }
        if (nearest != null) {
            found.add(nearest);
            return;
        }
        for (int band = 0; band < BANDS; band++) {
            int key = key(picture, band);
            if (buckets[band][key] == null) {
                buckets[band][key] = new Bucket();
            }
            buckets[band][key].add(hash, picture);
        }
    }

    /** Whether two hashes agree in a band before this one, so that their pictures have been compared already. */
    private static boolean met(long differing, int band) {
        for (int before = 0; before < band; before++) {
            if ((differing >>> before * BAND_BITS & MASK) == 0) {
                return true;
            }
        }
        return false;
    }

    /** Eleven bits; the last band has nine, as bit 0 is never set. */
    private int key(int picture, int band) {
        return (int) (hashes[picture] >>> band * BAND_BITS) & MASK;
    }

    /** Root mean square of the difference, each channel's mean aside. */
    private double difference(byte[] one, byte[] other) {
        int channels = catalogue.colour().channels();
        int plane = one.length / channels;
        double sum = 0;
        for (int c = 0; c < channels; c++) {
            long differences = 0;
            long squares = 0;
            for (int i = c * plane; i < (c + 1) * plane; i++) {
                int difference = (one[i] & 0xff) - (other[i] & 0xff);
                differences += difference;
                squares += difference * difference;
            }
            double mean = (double) differences / plane;
            sum += (double) squares / plane - mean * mean;
        }
        return Math.sqrt(Math.max(0, sum / channels));
    }
}
