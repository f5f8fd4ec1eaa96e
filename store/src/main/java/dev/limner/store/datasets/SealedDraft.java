package dev.limner.store.datasets;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

import dev.limner.contracts.messages.Colour;
import dev.limner.store.Sha256;

/**
 * A draft to which nothing is added any more: sorted, without duplicates, and with its digest. It reads from its draft,
 * which must not be closed before it is published.
 *
 * <p>The order of a version is that of its picture records: pixels as unsigned bytes, then label, then split. It does
 * not depend on the order in which they came, so neither do the digest and the order of training.
 */
public final class SealedDraft {
    private final Frame frame;
    private final PixelPool pixels;
    private final int[] labels;
    private final int[] train;
    private final int[] heldOut;
    private final String digest;
    private final Overlaps overlaps;

    private SealedDraft(Frame frame, PixelPool pixels, int[] labels, int[] train, int[] heldOut, String digest,
            Overlaps overlaps) {
        this.frame = frame;
        this.pixels = pixels;
        this.labels = labels;
        this.train = train;
        this.heldOut = heldOut;
        this.digest = digest;
        this.overlaps = overlaps;
    }

    static SealedDraft of(Frame frame, PixelPool pixels, int[] labels, Split[] splits) {
        int[] order = IndexSort.sorted(pixels.count(), (i, j) -> {
            int byPixels = pixels.compare(i, j);
            int byLabel = byPixels == 0 ? Integer.compare(labels[i], labels[j]) : byPixels;
            return byLabel == 0 ? splits[i].compareTo(splits[j]) : byLabel;
        });
        MessageDigest digest = Sha256.begin();
        digest.update(frame.line());
        ByteBuffer suffix = ByteBuffer.allocate(Long.BYTES + 1).order(ByteOrder.LITTLE_ENDIAN);
        Overlaps overlaps = new Overlaps();
        int[][] bySplit = new int[Split.values().length][order.length];
        int[] counts = new int[bySplit.length];
        for (int at = 0; at < order.length; at++) {
            int i = order[at];
            boolean samePixels = at > 0 && pixels.compare(order[at - 1], i) == 0;
            if (overlaps.next(samePixels, labels[i], splits[i])) {
                bySplit[splits[i].ordinal()][counts[splits[i].ordinal()]++] = i;
                digest.update(pixels.view(i));
                digest.update(suffix.clear().putLong(labels[i]).put((byte) splits[i].ordinal()).flip());
            }
        }
        overlaps.end();
        return new SealedDraft(frame, pixels, labels,
                Arrays.copyOf(bySplit[Split.TRAIN.ordinal()], counts[Split.TRAIN.ordinal()]),
                Arrays.copyOf(bySplit[Split.HELD_OUT.ordinal()], counts[Split.HELD_OUT.ordinal()]),
                Sha256.hex(digest), overlaps);
    }

    /**
     * The same for the same content: SHA-256, in hex, over one line of JSON with shape and class names
     * ({@code [C,H,W,["boot","coat"]]}) and a line feed, then each distinct record in order: pixels, label (int64,
     * little-endian), split (one byte: 0 for {@code train}, 1 for {@code held-out}).
     */
    public String digest() {
        return digest;
    }

    /** Distinct pictures of the split. */
    public long count(Split split) {
        return order(split).length;
    }

    /** Exact duplicates (pixels, label and split) left out. */
    public long duplicates() {
        return overlaps.duplicates();
    }

    /** Pictures that are there under more than one label. */
    public long conflicting() {
        return overlaps.conflicting();
    }

    /** Pictures that are there in both splits. */
    public long inBothSplits() {
        return overlaps.inBothSplits();
    }

    public int width() {
        return frame.width();
    }

    public int height() {
        return frame.height();
    }

    public Colour colour() {
        return frame.colour();
    }

    /** Class names in the order of their indices; empty where unlabelled. */
    public List<String> classes() {
        return frame.classes();
    }

    /** The pictures of a split, in the version's order, for as long as the draft is open. */
    public Pictures pictures(Split split) {
        int[] order = order(split);
        return new Pictures() {
            @Override
            public int count() {
                return order.length;
            }

            @Override
            public int pictureBytes() {
                return frame.pictureBytes();
            }

            @Override
            public void copy(int i, byte[] target, int offset) {
                pixels.copy(order[i], target, offset);
            }

            @Override
            public int label(int i) {
                return labels[order[i]];
            }
        };
    }

    /** Which picture of the split this is, counting in the order in which they were added to the draft. */
    public int added(Split split, int index) {
        return order(split)[index];
    }

    Frame frame() {
        return frame;
    }

    /** A number that depends on picture i of a split alone, evenly spread. */
    int mark(Split split, int i) {
        CRC32C mark = new CRC32C();
        mark.update(pixels.view(order(split)[i]));
        return (int) mark.getValue();
    }

    /** Some pictures of a split as a shard's file. */
    byte[] shard(Split split, int from, int to) {
        int[] order = order(split);
        int size = frame.pictureBytes();
        byte[] images = new byte[Math.multiplyExact(to - from, size)];
        long[] labelled = new long[to - from];
        for (int at = from; at < to; at++) {
            pixels.copy(order[at], images, (at - from) * size);
            labelled[at - from] = labels[order[at]];
        }
        return ShardFile.write(frame, images, labelled);
    }

    private int[] order(Split split) {
        return switch (split) {
            case TRAIN -> train;
            case HELD_OUT -> heldOut;
        };
    }
}
