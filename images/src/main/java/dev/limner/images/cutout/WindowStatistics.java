package dev.limner.images.cutout;

/**
 * Means μ and the matrices (Σ + ε/9 U)⁻¹ of the colours in each window of 3×3 pixels whose middle is in some rows.
 */
final class WindowStatistics {
    /** Numbers a window: three of the mean, six of the symmetric matrix (rr, rg, rb, gg, gb, bb). */
    static final int SIZE = 9;

    private final Colours colours;
    private final double epsilon;
    private final int first;
    private final double[] numbers;

    /**
     * @param from first row of middles, not the picture's first
     * @param to   the row after the last, at most the picture's last
     */
    WindowStatistics(Colours colours, double epsilon, int from, int to, boolean[] wanted) {
        this.colours = colours;
        this.epsilon = epsilon;
        this.first = from;
        this.numbers = new double[Math.max(0, to - from) * colours.width() * SIZE];
        for (int y = from; y < to; y++) {
            for (int x = 1; x < colours.width() - 1; x++) {
                if (wanted[y * colours.width() + x]) {
                    measure(y, x);
                }
            }
        }
    }

    /** Where the window's numbers begin in {@link #numbers()}. */
    int place(int y, int x) {
        return ((y - first) * colours.width() + x) * SIZE;
    }

    double[] numbers() {
        return numbers;
    }

    private void measure(int y, int x) {
        double[] mean = new double[3];
        double[] s = new double[6];
        for (int v = y - 1; v <= y + 1; v++) {
            for (int at = v * colours.width() + x - 1; at <= v * colours.width() + x + 1; at++) {
                double r = colours.planes()[0][at];
                double g = colours.planes()[1][at];
                double b = colours.planes()[2][at];
                mean[0] += r / 9;
                mean[1] += g / 9;
                mean[2] += b / 9;
                s[0] += r * r / 9;
                s[1] += r * g / 9;
                s[2] += r * b / 9;
                s[3] += g * g / 9;
                s[4] += g * b / 9;
                s[5] += b * b / 9;
            }
        }
        double rr = s[0] - mean[0] * mean[0] + epsilon / 9;
        double rg = s[1] - mean[0] * mean[1];
        double rb = s[2] - mean[0] * mean[2];
        double gg = s[3] - mean[1] * mean[1] + epsilon / 9;
        double gb = s[4] - mean[1] * mean[2];
        double bb = s[5] - mean[2] * mean[2] + epsilon / 9;
        double c0 = gg * bb - gb * gb;
        double c1 = rb * gb - rg * bb;
        double c2 = rg * gb - rb * gg;
        double determinant = rr * c0 + rg * c1 + rb * c2;
        int at = place(y, x);
        numbers[at] = mean[0];
        numbers[at + 1] = mean[1];
        numbers[at + 2] = mean[2];
        numbers[at + 3] = c0 / determinant;
        numbers[at + 4] = c1 / determinant;
        numbers[at + 5] = c2 / determinant;
        numbers[at + 6] = (rr * bb - rb * rb) / determinant;
        numbers[at + 7] = (rg * rb - rr * gb) / determinant;
        numbers[at + 8] = (rr * gg - rg * rg) / determinant;
    }
}
