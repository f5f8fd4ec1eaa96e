package dev.limner.images.texture;

import dev.limner.images.Picture;
import dev.limner.images.solving.Bands;

/**
 * What patches are taken from, at one resolution.
 *
 * @param height in pixels
 * @param width  in pixels
 * @param planes by channel, 0 to 255, row by row
 */
record Exemplar(int height, int width, int[][] planes) {
    static Exemplar of(Picture picture) {
        int size = picture.height() * picture.width();
        int[][] planes = new int[picture.channels()][size];
        for (int i = 0; i < picture.channels() * size; i++) {
            planes[i / size][i % size] = picture.pixels()[i] & 0xff;
        }
        return new Exemplar(picture.height(), picture.width(), planes);
    }

    /** At half the size: the means of four pixels. An odd last row or column is left out. */
    Exemplar halved() {
        int[][] halves = new int[planes.length][];
        for (int c = 0; c < planes.length; c++) {
            halves[c] = halved(planes[c], height, width);
        }
        return new Exemplar(height / 2, width / 2, halves);
    }

    static int[] halved(int[] plane, int height, int width) {
        int w = width / 2;
        int[] half = new int[height / 2 * w];
        for (int i = 0; i < half.length; i++) {
            int at = i / w * 2 * width + i % w * 2;
            half[i] = plane[at] + plane[at + 1] + plane[at + width] + plane[at + width + 1] + 2 >> 2;
        }
        return half;
    }

    /**
     * The sum of squared differences between the template's known pixels and the patch at each position, exactly.
     * Each known pixel is compared with all positions of a row at once: this fills vector registers, and for templates
     * as thin as overlaps it is faster than Fourier transforms up to 1024² pixels.
     *
     * @return [height − template's height + 1][width − template's width + 1]
     */
    int[][] distances(Template template) {
        int columns = width - template.width() + 1;
        int[][] sums = new int[height - template.height() + 1][columns];
        Bands.each(sums.length, (from, to) -> {
            int[][] shifted = new int[planes.length][columns];
            for (int row = from; row < to + template.height() - 1; row++) {
                for (int dx = 0; dx < template.width(); dx++) {
                    compare(template, row, dx, from, to, shifted, sums);
                }
            }
        });
        return sums;
    }

    /**
     * Compares one row, from column dx on, with the template's column dx at all positions from – to. The row is copied
     * first: the compiler fills vector registers only where all arrays of a loop have the same index.
     */
    private void compare(Template template, int row, int dx, int from, int to, int[][] shifted, int[][] sums) {
        boolean copied = false;
        for (int y = Math.max(from, row - template.height() + 1); y <= Math.min(to - 1, row); y++) {
            int tap = (row - y) * template.width() + dx;
            if (template.known()[tap]) {
                for (int c = 0; c < planes.length && !copied; c++) {
                    System.arraycopy(planes[c], row * width + dx, shifted[c], 0, shifted[c].length);
                }
                copied = true;
                add(sums[y], shifted, template.values(), tap);
            }
        }
    }

    private static void add(int[] sums, int[][] row, int[][] values, int tap) {
        if (row.length == 3) {
            add(sums, row[0], values[0][tap], row[1], values[1][tap], row[2], values[2][tap]);
        } else {
            for (int c = 0; c < row.length; c++) {
                add(sums, row[c], values[c][tap]);
            }
        }
    }

    private static void add(int[] sums, int[] red, int r, int[] green, int g, int[] blue, int b) {
        for (int x = 0; x < sums.length; x++) {
            int dr = red[x] - r;
            int dg = green[x] - g;
            int db = blue[x] - b;
            sums[x] += dr * dr + dg * dg + db * db;
        }
    }

    private static void add(int[] sums, int[] plane, int value) {
        for (int x = 0; x < sums.length; x++) {
            int d = plane[x] - value;
            sums[x] += d * d;
        }
    }

    /** The sum of squared differences at one position; at least {@code limit} where it is more than that. */
    long distance(Template template, int y, int x, long limit) {
        long sum = 0;
        for (int row = 0; row < template.height() && sum < limit; row++) {
            for (int i = row * template.width(),
                    at = (y + row) * width + x; i < (row + 1) * template.width(); i++, at++) {
                if (template.known()[i]) {
                    for (int c = 0; c < planes.length; c++) {
                        int d = planes[c][at] - template.values()[c][i];
                        sum += d * d;
                    }
                }
            }
        }
        return sum;
    }
}
