package dev.limner.datasets.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * The files that pictures were sent as, by the pictures' numbers, without an object for each. Beyond {@link #ROOM} bytes
 * none is kept: a report then names a picture by its place alone.
 */
final class FileNames {
    static final int ROOM = 64 << 20;

    private final int room;
    private byte[] bytes = new byte[1 << 16];
    private int[] ends = new int[1024];
    private int used;
    private int count;

    FileNames() {
        this(ROOM);
    }

    FileNames(int room) {
        this.room = room;
    }

    void add(String file) {
        byte[] name = file.getBytes(UTF_8);
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
        }
        if (name.length <= room - used) {
            if (used + name.length > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(used + name.length, 2 * bytes.length));
            }
            System.arraycopy(name, 0, bytes, used, name.length);
            used += name.length;
        }
        ends[count++] = used;
    }

    /** The file of a picture; null where it is not known. */
    String get(int picture) {
        int from = picture == 0 ? 0 : ends[picture - 1];
        return ends[picture] == from ? null : new String(bytes, from, ends[picture] - from, UTF_8);
    }
}
