package dev.limner.images.solving;

import java.util.Arrays;

/**
 * A mesh of springs between neighbouring pixels, some of them fixed: (A x)ᵢ = dᵢ xᵢ − Σⱼ wᵢⱼ xⱼ over the four
 * neighbours. Preconditioned by one V-cycle of multigrid (Briggs, Henson and McCormick 2000, chapter 3): red-black
 * Gauss-Seidel, and pixels joined by twos in each direction.
 *
 * <p>The sum of the springs over joined pixels (Galerkin) is twice as stiff as the mesh it stands for, since a coarse
 * spring is twice as long and the interpolation is constant; it is halved (Braess 1995).
 */
public final class MeshOperator implements GridOperator {
    private static final int LAST_SWEEPS = 16;
    private static final int LEAST_SIDE = 5;

    private final int height;
    private final int width;
    /** By pixel; 0 where it is not unknown. The outermost pixels never are. */
    private final float[] diagonal;
    private final float[] east;
    private final float[] south;
    private final MeshOperator coarse;
    private final float[] residual;
    private final float[] coarseRight;
    private final float[] coarseSolution;

    /**
     * @param diagonal by pixel, 0 where it is not unknown; the frame, one pixel wide, must not be
     * @param east     the spring to the pixel's right neighbour, 0 unless both are unknown
     * @param south    the spring to the pixel below
     */
    public MeshOperator(int height, int width, float[] diagonal, float[] east, float[] south) {
        this.height = height;
        this.width = width;
        this.diagonal = diagonal;
        this.east = east;
        this.south = south;
        this.residual = new float[height * width];
        this.coarse = height > LEAST_SIDE || width > LEAST_SIDE ? coarsened() : null;
        this.coarseRight = coarse == null ? null : new float[coarse.height * coarse.width];
        this.coarseSolution = coarse == null ? null : new float[coarse.height * coarse.width];
    }

    private static int joined(int place) {
        return (place + 1) / 2;
    }

    private MeshOperator coarsened() {
        int h = joined(height - 2) + 2;
        int w = joined(width - 2) + 2;
        float[] d = new float[h * w];
        float[] e = new float[h * w];
        float[] s = new float[h * w];
        for (int y = 1; y < height - 1; y++) {
            for (int x = 1; x < width - 1; x++) {
                int i = y * width + x;
                int c = joined(y) * w + joined(x);
                d[c] += diagonal[i] / 2;
                if (x % 2 == 1) {
                    d[c] -= east[i];
                } else {
                    e[c] += east[i] / 2;
                }
                if (y % 2 == 1) {
                    d[c] -= south[i];
                } else {
                    s[c] += south[i] / 2;
                }
            }
        }
        return new MeshOperator(h, w, d, e, s);
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public void apply(float[] x, float[] target) {
        Bands.each(height - 2, (from, to) -> {
            for (int y = from + 1; y <= to; y++) {
                for (int i = y * width + 1; i < y * width + width - 1; i++) {
                    target[i] = diagonal[i] * x[i] - pull(x, i);
                }
            }
        });
    }

    private float pull(float[] x, int i) {
        return east[i] * x[i + 1] + east[i - 1] * x[i - 1] + south[i] * x[i + width]
                + south[i - width] * x[i - width];
    }

    @Override
    public void precondition(float[] b, float[] x) {
        Arrays.fill(x, 0);
        if (coarse == null) {
            for (int sweep = 0; sweep < LAST_SWEEPS; sweep++) {
                relax(b, x, sweep % 2);
                relax(b, x, 1 - sweep % 2);
            }
            return;
        }
        relax(b, x, 0);
        relax(b, x, 1);
        apply(x, residual);
        restrict(b);
        coarse.precondition(coarseRight, coarseSolution);
        correct(x);
        relax(b, x, 1);
        relax(b, x, 0);
    }

    private void relax(float[] b, float[] x, int colour) {
        Bands.each(height - 2, (from, to) -> {
            for (int y = from + 1; y <= to; y++) {
                for (int i = y * width + 1 + (y + colour) % 2; i < y * width + width - 1; i += 2) {
                    if (diagonal[i] > 0) {
                        x[i] = (b[i] + pull(x, i)) / diagonal[i];
                    }
                }
            }
        });
    }

    private void restrict(float[] b) {
        int w = coarse.width;
        Bands.each(coarse.height - 2, (from, to) -> {
            for (int y = from + 1; y <= to; y++) {
                Arrays.fill(coarseRight, y * w, (y + 1) * w, 0);
                for (int row = 2 * y - 1; row <= Math.min(2 * y, height - 2); row++) {
                    for (int x = 1; x < width - 1; x++) {
                        int i = row * width + x;
                        coarseRight[y * w + joined(x)] += b[i] - residual[i];
                    }
                }
            }
        });
    }

    private void correct(float[] x) {
        Bands.each(height - 2, (from, to) -> {
            for (int y = from + 1; y <= to; y++) {
                for (int column = 1; column < width - 1; column++) {
                    int i = y * width + column;
                    if (diagonal[i] > 0) {
                        x[i] += coarseSolution[joined(y) * coarse.width + joined(column)];
                    }
                }
            }
        });
    }
}
