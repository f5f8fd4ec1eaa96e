package dev.limner.datasets.versions;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

import dev.limner.contracts.messages.Colour;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.datasets.examination.Catalogue;
import dev.limner.datasets.imports.Pulse;
import dev.limner.images.Draws;
import dev.limner.images.Picture;
import dev.limner.images.Variation;
import dev.limner.store.Sha256;
import dev.limner.store.datasets.Draft;
import dev.limner.store.datasets.Split;

/** A draft that begins with a version's pictures and grows; what would repeat a picture is left out and counted. */
final class Augmenting {
    private static final String STAGE = "transforming";
    /** Keeps the order of parents apart from the variations, which are drawn under the same seed. */
    private static final int ORDER = -2;

    private final Catalogue catalogue;
    private final Draft draft;
    private final Pulse pulse;
    private final int[][] parents;
    private final Lineage lineage;
    /** The first eight bytes of the SHA-256 of every picture there is. */
    private final Set<Long> known = new HashSet<>();
    private long transformed;
    private long sampled;
    private long repeated;

    /**
     * What was added.
     *
     * @param repeated left out, as they were equal to a picture there was
     */
    record Added(long transformed, long sampled, long repeated) {}

    Augmenting(Catalogue catalogue, Draft draft, Pulse pulse) {
        this.catalogue = catalogue;
        this.draft = draft;
        this.pulse = pulse;
        int[] counts = new int[catalogue.classes().size()];
        for (int i = 0; i < catalogue.count(); i++) {
            pulse.beat();
            byte[] pixels = catalogue.pixels(i);
            known.add(digest(pixels));
            draft.add(pixels, catalogue.label(i), catalogue.split(i));
            if (catalogue.split(i) == Split.TRAIN && catalogue.label(i) >= 0) {
                counts[catalogue.label(i)]++;
            }
        }
        this.parents = Arrays.stream(counts).mapToObj(int[]::new).toArray(int[][]::new);
        Arrays.fill(counts, 0);
        for (int i = 0; i < catalogue.train().count(); i++) {
            int label = catalogue.label(i);
            if (label >= 0) {
                parents[label][counts[label]++] = i;
            }
        }
        this.lineage = new Lineage(catalogue.count());
    }

    /** Training pictures of each class. */
    int[] counts() {
        return Arrays.stream(parents).mapToInt(each -> each.length).toArray();
    }

    /** Adds variations of training pictures: every parent is used as often as any other of its class, give or take one. */
    void transform(int[] wanted, Transforming transforming, long seed) {
        long total = sum(wanted);
        long done = 0;
        for (int label = 0; label < wanted.length; label++) {
            int[] order = shuffled(parents[label], seed, label);
            for (int n = 0; n < wanted[label]; n++) {
                pulse.beat(STAGE, done++, total, transformed, 0);
                int parent = order[n % order.length];
                Variation variation = transforming.draw(label, n);
                if (add(variation.of(catalogue.picture(parent)), label)) {
                    lineage.transformed(catalogue.index(parent), variation);
                    transformed++;
                }
            }
        }
    }

    /**
     * Adds a picture that a generator painted.
     *
     * @throws ProblemException (invalid field) where it has another size than the version's pictures
     */
    void sampled(Picture picture, int label, String generation, int number, String checkpoint, String digest) {
        if (picture.width() != catalogue.width() || picture.height() != catalogue.height()) {
            throw ProblemException.invalidField("model",
                    "paints pictures of %d×%d pixels, and the version's have %d×%d: name a model of their size"
                            .formatted(picture.width(), picture.height(), catalogue.width(), catalogue.height()));
        }
        if (add(coloured(picture, catalogue.colour()), label)) {
            lineage.sampled(generation, number, checkpoint, digest);
            sampled++;
        }
    }

    Lineage lineage() {
        return lineage;
    }

    Added added() {
        return new Added(transformed, sampled, repeated);
    }

    static long sum(int[] counts) {
        return Arrays.stream(counts).asLongStream().sum();
    }

    private boolean add(Picture picture, int label) {
        if (!known.add(digest(picture.pixels()))) {
            repeated++;
            return false;
        }
        draft.add(picture.pixels(), label, Split.TRAIN);
        return true;
    }

    private static Picture coloured(Picture picture, Colour colour) {
        return switch (colour) {
            case GREY -> picture.toGrey();
            case RGB -> picture.toRgb();
            case RGBA -> picture.toRgba();
        };
    }

    /** Fisher and Yates's shuffle. */
    private static int[] shuffled(int[] pictures, long seed, int label) {
        int[] shuffled = pictures.clone();
        for (int i = shuffled.length - 1; i > 0; i--) {
            int j = new Draws(seed, ORDER - label, i).below(i + 1);
            int other = shuffled[j];
            shuffled[j] = shuffled[i];
            shuffled[i] = other;
        }
        return shuffled;
    }

    private static long digest(byte[] pixels) {
        return ByteBuffer.wrap(Sha256.begin().digest(pixels)).getLong();
    }
}
