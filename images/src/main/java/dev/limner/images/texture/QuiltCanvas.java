package dev.limner.images.texture;

import dev.limner.images.Picture;

/** The texture as far as it is sewn. */
final class QuiltCanvas {
    private final Axis down;
    private final Axis across;
    private final int side;
    private final int[][] planes;

    QuiltCanvas(int channels, Axis down, Axis across) {
        this.down = down;
        this.across = across;
        this.side = across.block();
        this.planes = new int[channels][down.length() * across.length()];
    }

    /** The block's place, known where it lies over blocks that are sewn. */
    Template template(int row, int column) {
        boolean[] known = new boolean[side * side];
        int[][] values = new int[planes.length][side * side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                known[y * side + x] = x < across.before(column) || x >= side - across.after(column)
                        || y < down.before(row) || y >= side - down.after(row);
                for (int c = 0; c < planes.length; c++) {
                    values[c][y * side + x] = planes[c][place(row, column, y, x)];
                }
            }
        }
        return new Template(side, side, values, known);
    }

    /** Lays a block of the exemplar over what is there, cut along the best path through each overlap. */
    void sew(int row, int column, Exemplar exemplar, int fromY, int fromX) {
        long[] errors = new long[side * side];
        for (int i = 0; i < errors.length; i++) {
            int from = (fromY + i / side) * exemplar.width() + fromX + i % side;
            for (int c = 0; c < planes.length; c++) {
                long d = planes[c][place(row, column, i / side, i % side)] - exemplar.planes()[c][from];
                errors[i] += d * d;
            }
        }
        int[] left = edge(across.before(column), (along, deep) -> errors[along * side + deep]);
        int[] right = edge(across.after(column), (along, deep) -> errors[along * side + side - 1 - deep]);
        int[] top = edge(down.before(row), (along, deep) -> errors[deep * side + along]);
        int[] bottom = edge(down.after(row), (along, deep) -> errors[(side - 1 - deep) * side + along]);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                if (x >= left[y] && side - 1 - x >= right[y] && y >= top[x] && side - 1 - y >= bottom[x]) {
                    int from = (fromY + y) * exemplar.width() + fromX + x;
                    for (int c = 0; c < planes.length; c++) {
                        planes[c][place(row, column, y, x)] = exemplar.planes()[c][from];
                    }
                }
            }
        }
    }

    private interface Errors {
        long at(int along, int deep);
    }

    /** By place along an edge of the block, how deep the new block begins. */
    private int[] edge(int overlap, Errors errors) {
        if (overlap == 0) {
            return new int[side];
        }
        long[] strip = new long[side * overlap];
        for (int i = 0; i < strip.length; i++) {
            strip[i] = errors.at(i / overlap, i % overlap);
        }
        return Seam.cut(strip, side, overlap);
    }

    private int place(int row, int column, int y, int x) {
        int atY = (down.starts()[row] + y) % down.length();
        int atX = (across.starts()[column] + x) % across.length();
        return atY * across.length() + atX;
    }

    Picture picture() {
        int size = planes[0].length;
        byte[] pixels = new byte[planes.length * size];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) planes[i / size][i % size];
        }
        return new Picture(planes.length, down.length(), across.length(), pixels);
    }
}
