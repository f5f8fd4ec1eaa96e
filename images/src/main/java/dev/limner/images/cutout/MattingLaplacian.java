package dev.limner.images.cutout;

import java.util.Arrays;

import dev.limner.images.solving.Bands;
import dev.limner.images.solving.GridOperator;

/**
 * The matting Laplacian of Levin, Lischinski and Weiss 2008, equation 12, on the unknown pixels:
 * Lᵢⱼ = Σ over windows k of 3×3 pixels with i and j in them of δᵢⱼ − ⅑ (1 + (Iᵢ − μₖ)ᵀ (Σₖ + ε/9 U)⁻¹ (Iⱼ − μₖ)).
 * A pixel has 25 coefficients, for itself and what lies up to two pixels from it. The grid is the picture in a frame two
 * pixels wide.
 */
final class MattingLaplacian implements GridOperator {
    /** Width of the frame in pixels. */
    static final int FRAME = 2;
    private static final int REACH = 5;
    private static final int ITSELF = 12;

    private final Colours colours;
    private final int width;
    private final int height;
    /** By row, where its unknown pixels begin in {@link #places}. */
    private final int[] rows;
    private final int[] places;
    private final int[] steps = new int[REACH * REACH];
    /** [unknown pixel, 25]. */
    private final float[] coefficients;
    private final IncompleteCholesky factor;

    /**
     * @param epsilon of colours from 0 to 1: how far a window's alpha may be from a linear function of its colours; with
     *                more it is smoother
     */
    MattingLaplacian(Colours colours, Trimap trimap, double epsilon) {
        this.colours = colours;
        this.height = colours.height() + 2 * FRAME;
        this.width = colours.width() + 2 * FRAME;
        this.rows = new int[height + 1];
        int size = colours.height() * colours.width();
        int[] all = new int[size];
        int count = 0;
        for (int y = 0; y < colours.height(); y++) {
            for (int x = 0; x < colours.width(); x++) {
                if (trimap.unknown(y * colours.width() + x)) {
                    all[count++] = (y + FRAME) * width + x + FRAME;
                }
            }
            rows[y + FRAME + 1] = count;
        }
        Arrays.fill(rows, height - FRAME, height + 1, count);
        this.places = Arrays.copyOf(all, count);
        for (int k = 0; k < steps.length; k++) {
            steps[k] = (k / REACH - 2) * width + k % REACH - 2;
        }
        this.coefficients = new float[count * steps.length];
        boolean[] wanted = windows();
        Bands.each(colours.height(), (from, to) -> measure(epsilon, wanted, from, to));
        this.factor = new IncompleteCholesky(rows, places, steps, coefficients);
    }

    /** The windows with an unknown pixel in them, by their middle. */
    private boolean[] windows() {
        boolean[] wanted = new boolean[colours.height() * colours.width()];
        for (int place : places) {
            int y = place / width - FRAME;
            int x = place % width - FRAME;
            for (int v = Math.max(1, y - 1); v <= Math.min(colours.height() - 2, y + 1); v++) {
                for (int u = Math.max(1, x - 1); u <= Math.min(colours.width() - 2, x + 1); u++) {
                    wanted[v * colours.width() + u] = true;
                }
            }
        }
        return wanted;
    }

    private void measure(double epsilon, boolean[] wanted, int from, int to) {
        int first = Math.max(1, from - 1);
        int last = Math.min(colours.height() - 1, to + 1);
        WindowStatistics statistics = new WindowStatistics(colours, epsilon, first, last, wanted);
        double[] sums = new double[steps.length];
        for (int n = rows[from + FRAME]; n < rows[to + FRAME]; n++) {
            int y = places[n] / width - FRAME;
            int x = places[n] % width - FRAME;
            Arrays.fill(sums, 0);
            for (int v = Math.max(first, y - 1); v <= Math.min(last - 1, y + 1); v++) {
                for (int u = Math.max(1, x - 1); u <= Math.min(colours.width() - 2, x + 1); u++) {
                    add(statistics, y, x, v, u, sums);
                }
            }
            for (int k = 0; k < sums.length; k++) {
                coefficients[n * sums.length + k] = (float) sums[k];
            }
        }
    }

    /** Adds what the window with its middle at (v, u) says of pixel (y, x). */
    private void add(WindowStatistics statistics, int y, int x, int v, int u, double[] sums) {
        double[] w = statistics.numbers();
        int at = statistics.place(v, u);
        int i = y * colours.width() + x;
        float[] red = colours.planes()[0];
        float[] green = colours.planes()[1];
        float[] blue = colours.planes()[2];
        double r = red[i] - w[at];
        double g = green[i] - w[at + 1];
        double b = blue[i] - w[at + 2];
        double mr = (w[at + 3] * r + w[at + 4] * g + w[at + 5] * b) / 9;
        double mg = (w[at + 4] * r + w[at + 6] * g + w[at + 7] * b) / 9;
        double mb = (w[at + 5] * r + w[at + 7] * g + w[at + 8] * b) / 9;
        double base = 1.0 / 9 - mr * w[at] - mg * w[at + 1] - mb * w[at + 2];
        for (int row = v - 1; row <= v + 1; row++) {
            int k = (row - y + 2) * REACH + u - 1 - x + 2;
            for (int j = row * colours.width() + u - 1; j <= row * colours.width() + u + 1; j++) {
                sums[k++] -= base + mr * red[j] + mg * green[j] + mb * blue[j];
            }
        }
        sums[ITSELF] += 1;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public int width() {
        return width;
    }

    /** target = L x on unknown pixels, whatever x is on the others. */
    @Override
    public void apply(float[] x, float[] target) {
        Bands.each(height, (from, to) -> {
            for (int n = rows[from]; n < rows[to]; n++) {
                float sum = 0;
                int c = n * steps.length;
                for (int row = places[n] - 2 * width - 2; row <= places[n] + 2 * width - 2; row += width) {
                    sum += coefficients[c] * x[row] + coefficients[c + 1] * x[row + 1]
                            + coefficients[c + 2] * x[row + 2]
                            + coefficients[c + 3] * x[row + 3] + coefficients[c + 4] * x[row + 4];
                    c += REACH;
                }
                target[places[n]] = sum;
            }
        });
    }

    @Override
    public void precondition(float[] x, float[] target) {
        factor.solve(x, target);
    }

    /** Unknown pixels, by their places in the grid, row by row. */
    int[] places() {
        return places;
    }
}
