package dev.limner.images.texture;

/** The minimum error boundary cut of Efros and Freeman 2001, section 2.1, by dynamic programming. */
final class Seam {
    private Seam() {}

    /**
     * The path from the first row to the last, one column a row, each beside or below the one before it, over which the
     * errors sum to the least: E(y, x) = e(y, x) + min(E(y−1, x−1), E(y−1, x), E(y−1, x+1)). Of equal ones the leftmost.
     *
     * @param errors [height, width], not negative
     * @return by row, the column
     */
    static int[] cut(long[] errors, int height, int width) {
        long[] sums = errors.clone();
        for (int y = 1; y < height; y++) {
            for (int x = 0; x < width; x++) {
                sums[y * width + x] += sums[(y - 1) * width + least(sums, (y - 1) * width, x - 1, x + 1, width)];
            }
        }
        int[] path = new int[height];
        path[height - 1] = least(sums, (height - 1) * width, 0, width - 1, width);
        for (int y = height - 2; y >= 0; y--) {
            path[y] = least(sums, y * width, path[y + 1] - 1, path[y + 1] + 1, width);
        }
        return path;
    }

    private static int least(long[] sums, int row, int from, int to, int width) {
        int least = Math.max(0, from);
        for (int x = least + 1; x <= Math.min(width - 1, to); x++) {
            if (sums[row + x] < sums[row + least]) {
                least = x;
            }
        }
        return least;
    }
}
