package dev.limner.store.datasets;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The pictures of one split, verified and in memory, in the version's order. Safe for use by many threads. */
public final class StoredPictures implements Pictures {
    private final List<Part> parts;
    /** The index of each part's first picture. */
    private final int[] firsts;
    private final int count;
    private final int pictureBytes;

    /**
     * One shard's content.
     *
     * @param images uint8 [n,C,H,W]
     * @param labels [n]; -1 for none
     */
    record Part(ByteBuffer images, int[] labels) {}

    StoredPictures(List<Part> parts, int pictureBytes) {
        this.parts = List.copyOf(parts);
        this.pictureBytes = pictureBytes;
        this.firsts = new int[parts.size()];
        int at = 0;
        for (int i = 0; i < firsts.length; i++) {
            firsts[i] = at;
            at = Math.addExact(at, parts.get(i).labels().length);
        }
        this.count = at;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int pictureBytes() {
        return pictureBytes;
    }

    @Override
    public void copy(int i, byte[] target, int offset) {
        int part = part(i);
        parts.get(part).images().get((i - firsts[part]) * pictureBytes, target, offset, pictureBytes);
    }

    @Override
    public int label(int i) {
        int part = part(i);
        return parts.get(part).labels()[i - firsts[part]];
    }

    private int part(int i) {
        int found = Arrays.binarySearch(firsts, Objects.checkIndex(i, count));
        return found >= 0 ? found : -found - 2;
    }
}
