package dev.limner.images.blending;

import java.util.Arrays;

import dev.limner.images.Mask;
import dev.limner.images.solving.ConjugateGradients;
import dev.limner.images.solving.MeshOperator;

/**
 * Equation 7 of Pérez et al. for one region Ω, on its bounding box with a frame one pixel wide:
 * |Nₚ| fₚ − Σ_{q ∈ Nₚ ∩ Ω} f_q = Σ_{q ∈ Nₚ ∩ ∂Ω} f*_q + Σ_{q ∈ Nₚ} v_pq. Neighbours beyond the picture's edge do not count.
 */
final class RegionSystem {
    /** Largest error that is left, in levels of 255. */
    private static final double TOLERANCE = 0.01;
    private static final int MOST_ITERATIONS = 300;

    private final Mask region;
    private final int left;
    private final int top;
    private final int height;
    private final int width;
    private final ConjugateGradients solver;

    RegionSystem(Mask region) {
        this.region = region;
        int x0 = Integer.MAX_VALUE;
        int x1 = 0;
        int y0 = Integer.MAX_VALUE;
        int y1 = 0;
        for (int y = 0; y < region.height(); y++) {
            for (int x = 0; x < region.width(); x++) {
                if (region.at(y, x)) {
                    x0 = Math.min(x0, x);
                    x1 = Math.max(x1, x);
                    y0 = Math.min(y0, y);
                    y1 = Math.max(y1, y);
                }
            }
        }
        this.left = x0 - 1;
        this.top = y0 - 1;
        this.height = y1 - y0 + 3;
        this.width = x1 - x0 + 3;
        this.solver = new ConjugateGradients(mesh());
    }

    private boolean unknown(int y, int x) {
        return y >= 0 && y < region.height() && x >= 0 && x < region.width() && region.at(y, x);
    }

    private MeshOperator mesh() {
        float[] diagonal = new float[height * width];
        float[] east = new float[height * width];
        float[] south = new float[height * width];
        for (int v = 1; v < height - 1; v++) {
            for (int u = 1; u < width - 1; u++) {
                int y = top + v;
                int x = left + u;
                int i = v * width + u;
                if (unknown(y, x)) {
                    diagonal[i] = (y > 0 ? 1 : 0) + (y < region.height() - 1 ? 1 : 0) + (x > 0 ? 1 : 0)
                            + (x < region.width() - 1 ? 1 : 0);
                    east[i] = unknown(y, x + 1) ? 1 : 0;
                    south[i] = unknown(y + 1, x) ? 1 : 0;
                }
            }
        }
        return new MeshOperator(height, width, diagonal, east, south);
    }

    /**
     * Solves one channel.
     *
     * @param pixels all channels of the picture: known pixels are read, the region's are written
     */
    void solve(int channel, byte[] start, Guidance guidance, byte[] pixels) {
        int first = channel * region.inside().length;
        float[] right = new float[height * width];
        float[] f = new float[height * width];
        for (int v = 1; v < height - 1; v++) {
            for (int u = 1; u < width - 1; u++) {
                if (unknown(top + v, left + u)) {
                    int at = (top + v) * region.width() + left + u;
                    f[v * width + u] = start[first + at] & 0xff;
                    right[v * width + u] = rightSide(channel, first, at, guidance, pixels);
                }
            }
        }
        solver.solve(f, right, TOLERANCE, MOST_ITERATIONS);
        for (int v = 1; v < height - 1; v++) {
            for (int u = 1; u < width - 1; u++) {
                if (unknown(top + v, left + u)) {
                    float value = Math.max(0, Math.min(255, f[v * width + u]));
                    pixels[first + (top + v) * region.width() + left + u] = (byte) Math.round(value);
                }
            }
        }
    }

    private float rightSide(int channel, int first, int at, Guidance guidance, byte[] pixels) {
        int x = at % region.width();
        float sum = 0;
        for (int next : neighbours(at, x)) {
            sum += guidance.step(channel, at, next);
            if (!region.inside()[next]) {
                sum += pixels[first + next] & 0xff;
            }
        }
        return sum;
    }

    private int[] neighbours(int at, int x) {
        int[] all = new int[4];
        int count = 0;
        if (x > 0) {
            all[count++] = at - 1;
        }
        if (x < region.width() - 1) {
            all[count++] = at + 1;
        }
        if (at >= region.width()) {
            all[count++] = at - region.width();
        }
        if (at < region.inside().length - region.width()) {
            all[count++] = at + region.width();
        }
        return Arrays.copyOf(all, count);
    }
}
