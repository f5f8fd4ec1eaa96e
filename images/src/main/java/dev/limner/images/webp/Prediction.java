package dev.limner.images.webp;

/** Predicts blocks from what lies above and to their left (RFC 6386, section 12). */
final class Prediction {
    static final int DC = 0;
    static final int TRUE_MOTION = 1;
    static final int VERTICAL = 2;
    static final int HORIZONTAL = 3;
    private static final int LEFT_DOWN = 4;
    private static final int RIGHT_DOWN = 5;
    private static final int VERTICAL_RIGHT = 6;
    private static final int VERTICAL_LEFT = 7;
    private static final int HORIZONTAL_DOWN = 8;

    /** The edge of a 4×4 block from its lower left over the corner (4) to its upper right. */
    private final int[] edge = new int[13];

    /**
     * A macroblock's luma or chroma (sections 12.2 and 12.3).
     *
     * @param side  8 or 16
     * @param above whether there is a macroblock above
     * @param left  whether there is one to the left
     */
    static void whole(Plane plane, int at, int side, int mode, boolean above, boolean left) {
        int up = at - plane.stride;
        int mean = mode == DC ? mean(plane, at, side, above, left) : 0;
        for (int y = 0; y < side; y++) {
            int row = at + y * plane.stride;
            int before = plane.get(row - 1);
            for (int x = 0; x < side; x++) {
                plane.set(row + x, switch (mode) {
                    case DC -> mean;
                    case VERTICAL -> plane.get(up + x);
                    case HORIZONTAL -> before;
                    default -> before + plane.get(up + x) - plane.get(up - 1);
                });
            }
        }
    }

    private static int mean(Plane plane, int at, int side, boolean above, boolean left) {
        if (!above && !left) {
            return 128;
        }
        int sum = 0;
        for (int i = 0; i < side; i++) {
            sum += above ? plane.get(at - plane.stride + i) : 0;
            sum += left ? plane.get(at + i * plane.stride - 1) : 0;
        }
        int count = above && left ? 2 * side : side;
        return (sum + count / 2) / count;
    }

    /**
     * A 4×4 block (section 12.3).
     *
     * @param right where the four samples to the upper right lie
     * @param step  1, or 0 where one sample stands for all four
     */
    void small(Plane plane, int at, int mode, int right, int step) {
        int up = at - plane.stride;
        for (int i = 0; i < 4; i++) {
            edge[i] = plane.get(at + (3 - i) * plane.stride - 1);
            edge[5 + i] = plane.get(up + i);
            edge[9 + i] = plane.get(right + i * step);
        }
        edge[4] = plane.get(up - 1);
        int mean = 4;
        for (int i = 0; i < 4; i++) {
            mean += edge[i] + edge[5 + i];
        }
        for (int y = 0; y < 4; y++) {
            for (int x = 0; x < 4; x++) {
                plane.set(at + y * plane.stride + x, switch (mode) {
                    case DC -> mean >> 3;
                    case TRUE_MOTION -> edge[3 - y] + edge[5 + x] - edge[4];
                    case VERTICAL -> three(5 + x);
                    case HORIZONTAL -> y == 3 ? edge[1] + 3 * edge[0] + 2 >> 2 : three(3 - y);
                    case LEFT_DOWN -> x + y == 6 ? edge[11] + 3 * edge[12] + 2 >> 2 : three(6 + x + y);
                    case RIGHT_DOWN -> three(4 + x - y);
                    case VERTICAL_RIGHT -> verticalRight(x, y);
                    case VERTICAL_LEFT -> verticalLeft(x, y);
                    case HORIZONTAL_DOWN -> horizontalDown(x, y);
                    default -> horizontalUp(x, y);
                });
            }
        }
    }

    private int verticalRight(int x, int y) {
        int along = 2 * x - y;
        if (along < 0) {
            return along == -1 ? three(4) : three(5 + along);
        }
        int at = 4 + x - y / 2;
        return (y & 1) == 0 ? two(at) : three(at);
    }

    private int verticalLeft(int x, int y) {
        if (x == 3 && y > 1) {
            return three(8 + y);
        }
        int at = 5 + x + y / 2;
        return (y & 1) == 0 ? two(at) : three(at + 1);
    }

    private int horizontalDown(int x, int y) {
        int along = 2 * y - x;
        if (along < 0) {
            return along == -1 ? three(4) : three(3 - along);
        }
        int at = 3 - y + x / 2;
        return (x & 1) == 0 ? two(at) : three(at + 1);
    }

    private int horizontalUp(int x, int y) {
        int along = x + 2 * y;
        if (along > 5) {
            return edge[0];
        }
        if (along == 5) {
            return edge[1] + 3 * edge[0] + 2 >> 2;
        }
        int at = 2 - along / 2;
        return (along & 1) == 0 ? two(at) : three(at);
    }

    /** Between a sample of the edge and the one after it. */
    private int two(int at) {
        return edge[at] + edge[at + 1] + 1 >> 1;
    }

    /** Around a sample of the edge. */
    private int three(int at) {
        return edge[at - 1] + 2 * edge[at] + edge[at + 1] + 2 >> 2;
    }
}
