package dev.limner.models.matting;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import dev.limner.models.engine.Numbers;

/**
 * ‖∇a‖ by derivatives of a Gaussian of σ = {@value #SIGMA} (Rhemann et al. 2009, section 4), a filter of 9×9 whose squares sum to
 * 1, as the benchmark computes it; the picture's edges are repeated outwards.
 */
final class GaussianGradient {
    private static final double SIGMA = 1.4;
    private static final int REACH = 4;

    private GaussianGradient() {}

    /** [N,1,H,W] → the same shape. */
    static NDArray length(NDArray a) {
        NDManager memory = a.getManager();
        int height = (int) a.getShape().get(2);
        int width = (int) a.getShape().get(3);
        NDArray across = along(a, filter(memory, height, smoothing()), filter(memory, width, derivative()));
        NDArray down = along(a, filter(memory, height, derivative()), filter(memory, width, smoothing()));
        return across.square().add(down.square()).sqrt();
    }

    private static NDArray along(NDArray a, NDArray height, NDArray width) {
        return a.matMul(width).transpose(0, 1, 3, 2).matMul(height).transpose(0, 1, 3, 2);
    }

    /** exp(−t²/2σ²), squares of sum 1. */
    static double[] smoothing() {
        double[] kernel = new double[2 * REACH + 1];
        for (int t = -REACH; t <= REACH; t++) {
            kernel[t + REACH] = Math.exp(-t * t / (2 * SIGMA * SIGMA));
        }
        return normed(kernel);
    }

    /** t exp(−t²/2σ²), squares of sum 1: positive where numbers rise. */
    static double[] derivative() {
        double[] kernel = smoothing();
        for (int t = -REACH; t <= REACH; t++) {
            kernel[t + REACH] *= t;
        }
        return normed(kernel);
    }

    private static double[] normed(double[] kernel) {
        double squares = 0;
        for (double value : kernel) {
            squares += value * value;
        }
        for (int t = 0; t < kernel.length; t++) {
            kernel[t] /= Math.sqrt(squares);
        }
        return kernel;
    }

    /** [S,S], each column the kernel about its place; what reaches beyond an edge falls on the edge. */
    private static NDArray filter(NDManager memory, int side, double[] kernel) {
        float[] matrix = new float[side * side];
        for (int place = 0; place < side; place++) {
            for (int t = -REACH; t <= REACH; t++) {
                int from = Math.min(Math.max(place + t, 0), side - 1);
                matrix[from * side + place] += (float) kernel[t + REACH];
            }
        }
        return Numbers.of(memory, matrix, side, side);
    }
}
