package dev.limner.store.datasets;

import java.util.Arrays;

/**
 * Pictures on their way to a dataset version, in any order. Close it in any case, after it is published: pictures
 * beyond what fits in memory wait in a temporary file. For one thread.
 */
public final class Draft implements AutoCloseable {
    private static final long HEAP_BYTES = 128L << 20;
    private static final int FIRST_CAPACITY = 1024;

    private final Frame frame;
    private final PixelPool pixels;
    private int[] labels = new int[FIRST_CAPACITY];
    private Split[] splits = new Split[FIRST_CAPACITY];
    private boolean sealed;

    Draft(Frame frame) {
        this(frame, HEAP_BYTES);
    }

    Draft(Frame frame, long heapBytes) {
        this.frame = frame;
        this.pixels = new PixelPool(frame.pictureBytes(), heapBytes);
    }

    /**
     * Adds a picture, copied.
     *
     * @param picture uint8 sRGB, planar, C × H × W bytes
     * @param label   index of its class; -1 for none
     * @throws IllegalArgumentException if the size or the label does not fit the draft
     * @throws IllegalStateException    once it is sealed
     */
    public void add(byte[] picture, int label, Split split) {
        if (sealed) {
            throw new IllegalStateException("the draft is sealed: nothing can be added");
        }
        frame.check(picture, label);
        int i = pixels.count();
        pixels.add(picture);
        if (i == labels.length) {
            labels = Arrays.copyOf(labels, 2 * i);
            splits = Arrays.copyOf(splits, 2 * i);
        }
        labels[i] = label;
        splits[i] = split;
    }

    public void add(PictureRecord picture) {
        add(picture.pixels(), picture.label(), picture.split());
    }

    /** Pictures added, duplicates included. */
    public long added() {
        return pixels.count();
    }

    /** Sorts, leaves out exact duplicates, computes the digest. Nothing can be added afterwards. */
    public SealedDraft seal() {
        sealed = true;
        return SealedDraft.of(frame, pixels, labels, splits);
    }

    @Override
    public void close() {
        pixels.close();
    }
}
