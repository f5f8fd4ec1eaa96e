package dev.limner.images.webp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.limner.images.RefusedPictureException;
import dev.limner.images.Samples;

/**
 * Decodes a VP8 key frame, the lossy form of WebP (RFC 6386), bit for bit as libwebp does. In Java, as JPEG is, and for the
 * same reasons.
 */
public final class Vp8Decoder {
    private static final int FRAME_HEADER = 10;

    private final byte[] data;
    private final int across;
    private final int down;
    private final BoolDecoder modes;
    private final Vp8Header header;
    private final List<BoolDecoder> partitions = new ArrayList<>();
    private final Plane[] planes;
    private final Transforms transforms = new Transforms();
    private final Prediction prediction = new Prediction();
    private final Residuals residuals;
    /** Modes of the 4×4 blocks above each column, and to the left of each row. */
    private final int[] modesAbove;
    private final int[] modesLeft = new int[4];
    private final int[] blockModes = new int[16];
    private final byte[] filterLevels;
    private final boolean[] innerEdges;

    private Vp8Decoder(byte[] data, int width, int height) {
        this.data = data;
        this.across = (width + 15) / 16;
        this.down = (height + 15) / 16;
        int tag = data[0] & 0xff | (data[1] & 0xff) << 8 | (data[2] & 0xff) << 16;
        int first = FRAME_HEADER + (tag >> 5);
        if ((tag & 1) != 0 || data[3] != (byte) 0x9d || data[4] != 1 || data[5] != 0x2a || first > data.length) {
            throw RefusedPictureException.unreadable("is damaged: its pixels do not begin with a key frame");
        }
        this.modes = new BoolDecoder(data, FRAME_HEADER, first);
        this.header = new Vp8Header(modes);
        this.planes = new Plane[]{new Plane(16 * across, 16 * down), new Plane(8 * across, 8 * down),
                new Plane(8 * across, 8 * down)};
        this.residuals = new Residuals(header.tokens, across, transforms);
        this.modesAbove = new int[4 * across];
        this.filterLevels = new byte[across * down];
        this.innerEdges = new boolean[across * down];
        partition(first);
    }

    /**
     * Decodes a stream.
     *
     * @param data   a WebP's chunk {@code VP8 }
     * @param width  as its header says, already checked
     * @param height as its header says, already checked
     * @throws RefusedPictureException   (unreadable picture) with the reason
     * @throws IndexOutOfBoundsException where it ends within its header
     */
    public static Samples decode(byte[] data, int width, int height) {
        Vp8Decoder decoder = new Vp8Decoder(data, width, height);
        decoder.blocks();
        decoder.smooth();
        return Colours.of(decoder.planes, width, height);
    }

    /** Section 9.5: the sizes of all partitions but the last, then the partitions. */
    private void partition(int first) {
        int at = first + 3 * (header.partitions - 1);
        for (int i = 0; i < header.partitions; i++) {
            int size = first + 3 * i;
            int end = i + 1 == header.partitions
                    ? data.length
                    : at + (data[size] & 0xff | (data[size + 1] & 0xff) << 8 | (data[size + 2] & 0xff) << 16);
            if (at > data.length || end > data.length) {
                throw RefusedPictureException.unreadable("is cut off: its pixels end too early");
            }
            partitions.add(new BoolDecoder(data, at, end));
            at = end;
        }
    }

    private void blocks() {
        for (int row = 0; row < down; row++) {
            BoolDecoder tokens = partitions.get(row & header.partitions - 1);
            residuals.beginRow();
            Arrays.fill(modesLeft, Prediction.DC);
            for (int column = 0; column < across; column++) {
                macroblock(tokens, column, row);
            }
            modes.check();
            tokens.check();
        }
    }

    private void macroblock(BoolDecoder tokens, int column, int row) {
        int segment = header.segmentsMapped ? segment() : 0;
        boolean skipped = header.notSkipped >= 0 && modes.bit(header.notSkipped) == 1;
        boolean whole = modes.bit(145) == 1;
        int luma = Prediction.DC;
        if (whole) {
            luma = modes.bit(156) == 1
                    ? modes.bit(128) == 1 ? Prediction.TRUE_MOTION : Prediction.HORIZONTAL
                    : modes.bit(163) == 1 ? Prediction.VERTICAL : Prediction.DC;
            for (int i = 0; i < 4; i++) {
                modesAbove[4 * column + i] = luma;
                modesLeft[i] = luma;
            }
        } else {
            smallModes(column);
        }
        int chroma = modes.bit(142) == 0
                ? Prediction.DC
                : modes.bit(114) == 0
                        ? Prediction.VERTICAL
                        : modes.bit(183) == 0 ? Prediction.HORIZONTAL : Prediction.TRUE_MOTION;
        boolean coefficients = false;
        if (skipped) {
            residuals.skip(column, whole);
        } else {
            coefficients = residuals.read(tokens, column, whole, header.steps[segment]);
        }
        filterLevels[row * across + column] = (byte) header.filterLevel(segment, !whole);
        innerEdges[row * across + column] = !whole || coefficients;
        if (whole) {
            wholeLuma(column, row, luma, coefficients);
        } else {
            smallLuma(column, row, coefficients);
        }
        chroma(column, row, chroma, coefficients);
        if (coefficients || !skipped) {
            Arrays.fill(residuals.blocks, 0);
        }
    }

    private int segment() {
        return modes.bit(header.segmentTree[0]) == 0
                ? modes.bit(header.segmentTree[1])
                : 2 + modes.bit(header.segmentTree[2]);
    }

    private void smallModes(int column) {
        for (int i = 0; i < 16; i++) {
            int x = 4 * column + (i & 3);
            int y = i >> 2;
            int mode = smallMode((modesAbove[x] * 10 + modesLeft[y]) * 9);
            blockModes[i] = mode;
            modesAbove[x] = mode;
            modesLeft[y] = mode;
        }
    }

    /** Section 11.2: DC, true motion, vertical; then the one half of the others, or the other. */
    private int smallMode(int at) {
        int[] p = Vp8Tables.BLOCK_MODES;
        for (int mode = Prediction.DC; mode <= Prediction.VERTICAL; mode++) {
            if (modes.bit(p[at + mode]) == 0) {
                return mode;
            }
        }
        if (modes.bit(p[at + 3]) == 0) {
            return modes.bit(p[at + 4]) == 0 ? 3 : 5 + modes.bit(p[at + 5]);
        }
        if (modes.bit(p[at + 6]) == 0) {
            return 4;
        }
        return modes.bit(p[at + 7]) == 0 ? 7 : 8 + modes.bit(p[at + 8]);
    }

    private void wholeLuma(int column, int row, int mode, boolean coefficients) {
        Plane plane = planes[0];
        int at = plane.at(16 * column, 16 * row);
        Prediction.whole(plane, at, 16, mode, row > 0, column > 0);
        for (int i = 0; coefficients && i < 16; i++) {
            transforms.add(residuals.blocks, 16 * i, plane, at + 4 * (i >> 2) * plane.stride + 4 * (i & 3));
        }
    }

    private void smallLuma(int column, int row, boolean coefficients) {
        Plane plane = planes[0];
        int at = plane.at(16 * column, 16 * row);
        boolean last = column + 1 == across && row > 0;
        // What lies to the upper right of the macroblock serves all its rows; beyond the picture, its neighbour does.
        int corner = at - plane.stride + (last ? 15 : 16);
        for (int i = 0; i < 16; i++) {
            int own = at + 4 * (i >> 2) * plane.stride + 4 * (i & 3);
            boolean rightmost = (i & 3) == 3;
            prediction.small(plane, own, blockModes[i], rightmost ? corner : own - plane.stride + 4,
                    rightmost && last ? 0 : 1);
            if (coefficients) {
                transforms.add(residuals.blocks, 16 * i, plane, own);
            }
        }
    }

    private void chroma(int column, int row, int mode, boolean coefficients) {
        for (int p = 1; p < 3; p++) {
            Plane plane = planes[p];
            int at = plane.at(8 * column, 8 * row);
            Prediction.whole(plane, at, 8, mode, row > 0, column > 0);
            for (int i = 0; coefficients && i < 4; i++) {
                transforms.add(residuals.blocks, 256 + 64 * (p - 1) + 16 * i, plane,
                        at + 4 * (i >> 1) * plane.stride + 4 * (i & 1));
            }
        }
    }

    private void smooth() {
        LoopFilter filter = new LoopFilter(header.simpleFilter, header.sharpness);
        for (int row = 0; row < down; row++) {
            for (int column = 0; column < across; column++) {
                int i = row * across + column;
                if (filterLevels[i] > 0) {
                    filter.apply(planes, column, row, filterLevels[i], innerEdges[i]);
                }
            }
        }
    }
}
