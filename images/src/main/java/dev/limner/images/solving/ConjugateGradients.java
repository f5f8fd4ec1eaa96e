package dev.limner.images.solving;

import dev.limner.images.Pulse;

/** Preconditioned conjugate gradients (Hestenes and Stiefel 1952; Saad 2003, algorithm 9.1). */
public final class ConjugateGradients {
    private final GridOperator a;
    private final float[] residual;
    private final float[] better;
    private final float[] direction;
    private final float[] image;

    /** @param a what is to be inverted */
    public ConjugateGradients(GridOperator a) {
        this.a = a;
        int size = a.height() * a.width();
        this.residual = new float[size];
        this.better = new float[size];
        this.direction = new float[size];
        this.image = new float[size];
    }

    /**
     * Solves A x = b.
     *
     * @param x         where to begin, and the solution: overwritten
     * @param b         the right-hand side, 0 at what is not unknown
     * @param tolerance of the largest value of the preconditioned residual, which is about the largest error that is
     *                  left
     * @param most      iterations at most
     * @return the iterations it took
     */
    public int solve(float[] x, float[] b, double tolerance, int most) {
        return solve(x, b, tolerance, most, Pulse.NONE);
    }

    /**
     * As {@link #solve(float[], float[], double, int)}.
     *
     * @param pulse told before each iteration, of the iterations that there are at most
     */
    public int solve(float[] x, float[] b, double tolerance, int most, Pulse pulse) {
        a.apply(x, image);
        each((from, to) -> {
            for (int i = from; i < to; i++) {
                residual[i] = b[i] - image[i];
            }
        });
        a.precondition(residual, better);
        System.arraycopy(better, 0, direction, 0, better.length);
        double rho = dot(residual, better);
        int iteration = 0;
        while (iteration < most && rho > 0 && largest(better) > tolerance) {
            pulse.at((double) iteration / most);
            a.apply(direction, image);
            float alpha = (float) (rho / dot(direction, image));
            each((from, to) -> {
                for (int i = from; i < to; i++) {
                    x[i] += alpha * direction[i];
                    residual[i] -= alpha * image[i];
                }
            });
            a.precondition(residual, better);
            double next = dot(residual, better);
            float beta = (float) (next / rho);
            each((from, to) -> {
                for (int i = from; i < to; i++) {
                    direction[i] = better[i] + beta * direction[i];
                }
            });
            rho = next;
            iteration++;
        }
        return iteration;
    }

    private void each(Bands.Work work) {
        Bands.each(a.height(), (from, to) -> work.rows(from * a.width(), to * a.width()));
    }

    private double dot(float[] p, float[] q) {
        return Bands.sum(a.height(), (from, to) -> {
            double sum = 0;
            for (int i = from * a.width(); i < to * a.width(); i++) {
                sum += (double) p[i] * q[i];
            }
            return sum;
        });
    }

    private static float largest(float[] values) {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
