package dev.limner.images.webp;

/** Smooths the edges of VP8's blocks (RFC 6386, section 15). */
final class LoopFilter {
    private final int sharpness;
    private final boolean simple;

    LoopFilter(boolean simple, int sharpness) {
        this.simple = simple;
        this.sharpness = sharpness;
    }

    /**
     * One macroblock's edges, in their order: left, inner upright, upper, inner level.
     *
     * @param level 1 to 63
     * @param inner whether its inner edges are smoothed too
     */
    void apply(Plane[] planes, int column, int row, int level, boolean inner) {
        int interior = sharpness > 0 ? level >> (sharpness > 4 ? 2 : 1) : level;
        interior = Math.max(1, sharpness > 0 ? Math.min(interior, 9 - sharpness) : interior);
        int limit = 2 * level + interior;
        int variance = level >= 40 ? 2 : level >= 15 ? 1 : 0;
        for (int upright = 1; upright >= 0; upright--) {
            boolean outer = upright == 1 ? column > 0 : row > 0;
            for (int p = 0; p < (simple ? 1 : 3); p++) {
                Plane plane = planes[p];
                int side = p == 0 ? 16 : 8;
                int at = plane.at(column * side, row * side);
                int across = upright == 1 ? 1 : plane.stride;
                int along = upright == 1 ? plane.stride : 1;
                if (outer) {
                    edge(plane, at, across, along, side, limit + 4, interior, variance, true);
                }
                for (int i = 4; inner && i < side; i += 4) {
                    edge(plane, at + i * across, across, along, side, limit, interior, variance, false);
                }
            }
        }
    }

    private void edge(Plane plane, int start, int across, int along, int length, int limit, int interior, int variance,
            boolean outer) {
        int most = 2 * limit + 1;
        for (int i = 0; i < length; i++) {
            int at = start + i * along;
            int p1 = plane.get(at - 2 * across);
            int p0 = plane.get(at - across);
            int q0 = plane.get(at);
            int q1 = plane.get(at + across);
            if (4 * Math.abs(p0 - q0) + Math.abs(p1 - q1) > most) {
                continue;
            }
            if (simple) {
                two(plane, at, across, p1, p0, q0, q1);
                continue;
            }
            int p2 = plane.get(at - 3 * across);
            int q2 = plane.get(at + 2 * across);
            if (Math.abs(plane.get(at - 4 * across) - p2) > interior || Math.abs(p2 - p1) > interior
                    || Math.abs(p1 - p0) > interior || Math.abs(plane.get(at + 3 * across) - q2) > interior
                    || Math.abs(q2 - q1) > interior || Math.abs(q1 - q0) > interior) {
                continue;
            }
            if (Math.abs(p1 - p0) > variance || Math.abs(q1 - q0) > variance) {
                two(plane, at, across, p1, p0, q0, q1);
            } else if (outer) {
                int a = signed(3 * (q0 - p0) + signed(p1 - q1));
                int a1 = 27 * a + 63 >> 7;
                int a2 = 18 * a + 63 >> 7;
                int a3 = 9 * a + 63 >> 7;
                plane.set(at - 3 * across, p2 + a3);
                plane.set(at - 2 * across, p1 + a2);
                plane.set(at - across, p0 + a1);
                plane.set(at, q0 - a1);
                plane.set(at + across, q1 - a2);
                plane.set(at + 2 * across, q2 - a3);
            } else {
                int a = 3 * (q0 - p0);
                int a1 = eighth(a + 4);
                int a2 = eighth(a + 3);
                int a3 = a1 + 1 >> 1;
                plane.set(at - 2 * across, p1 + a3);
                plane.set(at - across, p0 + a2);
                plane.set(at, q0 - a1);
                plane.set(at + across, q1 - a3);
            }
        }
    }

    private static void two(Plane plane, int at, int across, int p1, int p0, int q0, int q1) {
        int a = 3 * (q0 - p0) + signed(p1 - q1);
        plane.set(at - across, p0 + eighth(a + 3));
        plane.set(at, q0 - eighth(a + 4));
    }

    /** Held within a signed byte. */
    private static int signed(int value) {
        return Math.max(-128, Math.min(127, value));
    }

    private static int eighth(int value) {
        return Math.max(-16, Math.min(15, value >> 3));
    }
}
