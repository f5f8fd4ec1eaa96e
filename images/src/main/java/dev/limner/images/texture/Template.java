package dev.limner.images.texture;

/**
 * A patch of which some pixels are known, as it is looked for in an exemplar.
 *
 * @param height in pixels
 * @param width  in pixels
 * @param values by channel, row by row; of no account where not known
 * @param known  height × width, row by row
 */
record Template(int height, int width, int[][] values, boolean[] known) {
    /** Known pixels times channels. */
    int taps() {
        int count = 0;
        for (boolean is : known) {
            count += is ? 1 : 0;
        }
        return count * values.length;
    }

    /** At half the size: the means of four pixels, known where all four are. An odd last row or column is left out. */
    Template halved() {
        int h = height / 2;
        int w = width / 2;
        boolean[] all = new boolean[h * w];
        for (int i = 0; i < all.length; i++) {
            int at = i / w * 2 * width + i % w * 2;
            all[i] = known[at] && known[at + 1] && known[at + width] && known[at + width + 1];
        }
        int[][] means = new int[values.length][];
        for (int c = 0; c < means.length; c++) {
            means[c] = Exemplar.halved(values[c], height, width);
        }
        return new Template(h, w, means, all);
    }
}
