package dev.limner.models.losses;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import dev.limner.models.engine.Numbers;

/**
 * The distance of two pictures' Laplacian pyramids (Ling &amp; Okada 2006, Diffusion Distance for Histogram Comparison; as a
 * loss by Bojanowski et al. 2018, equation 3):
 *
 * <pre>
 * Lap₁(x̂, x) = Σ_j 2^2j ‖L_j(x̂) − L_j(x)‖₁ / D = Σ_j mean |L_j(x̂ − x)|
 * </pre>
 *
 * over the D numbers of a picture, L_j having D / 2^2j. G_0 = x, G_j+1 is G_j blurred by (1 4 6 4 1) / 16 along both sides and
 * halved (Burt &amp; Adelson 1983), L_j = G_j − expand(G_j+1), and the last L_j is what is left, G_j. At the edges the
 * kernel's weights inside are scaled to sum 1. Edges weigh in where a squared error would rather have them blurred.
 */
public final class LaplacianPyramid {
    private static final double[] KERNEL = {1, 4, 6, 4, 1};
    private static final int SMALLEST = 4;

    private LaplacianPyramid() {}

    /**
     * @param prediction x̂, [N,C,H,W]; halved until a side is at most {@value #SMALLEST}
     * @param target     x, of the same shape
     * @return a scalar
     */
    public static NDArray of(NDArray prediction, NDArray target) {
        NDArray rest = prediction.sub(target);
        NDArray sum = null;
        while (Math.min(rest.getShape().get(2), rest.getShape().get(3)) > SMALLEST) {
            NDArray low = reduced(rest);
            NDArray detail = rest.sub(expanded(low, rest)).abs().mean();
            sum = sum == null ? detail : sum.add(detail);
            rest = low;
        }
        NDArray last = rest.abs().mean();
        return sum == null ? last : sum.add(last);
    }

    /** [N,C,H,W] → [N,C,⌈H/2⌉,⌈W/2⌉]. */
    static NDArray reduced(NDArray x) {
        return alongBoth(x, reduction(x, 2), reduction(x, 3));
    }

    /** [N,C,⌈H/2⌉,⌈W/2⌉] → [N,C,H,W], the shape of {@code like}. */
    static NDArray expanded(NDArray low, NDArray like) {
        return alongBoth(low, expansion(like, 2), expansion(like, 3));
    }

    private static NDArray alongBoth(NDArray x, NDArray height, NDArray width) {
        return x.matMul(width).transpose(0, 1, 3, 2).matMul(height).transpose(0, 1, 3, 2);
    }

    /** [S,⌈S/2⌉], whose columns are the kernel about every second place. */
    private static NDArray reduction(NDArray x, int axis) {
        int side = (int) x.getShape().get(axis);
        int half = (side + 1) / 2;
        float[] matrix = new float[side * half];
        for (int j = 0; j < half; j++) {
            double inside = 0;
            for (int i = Math.max(0, 2 * j - 2); i < Math.min(side, 2 * j + 3); i++) {
                inside += KERNEL[i - 2 * j + 2];
            }
            for (int i = Math.max(0, 2 * j - 2); i < Math.min(side, 2 * j + 3); i++) {
                matrix[i * half + j] = (float) (KERNEL[i - 2 * j + 2] / inside);
            }
        }
        return of(x.getManager(), matrix, side, half);
    }

    /** [⌈S/2⌉,S]: each place from the halved places that the kernel about it reaches. */
    private static NDArray expansion(NDArray like, int axis) {
        int side = (int) like.getShape().get(axis);
        int half = (side + 1) / 2;
        float[] matrix = new float[half * side];
        for (int i = 0; i < side; i++) {
            double inside = 0;
            for (int j = 0; j < half; j++) {
                inside += Math.abs(i - 2 * j) <= 2 ? KERNEL[i - 2 * j + 2] : 0;
            }
            for (int j = 0; j < half; j++) {
                matrix[j * side + i] = Math.abs(i - 2 * j) <= 2 ? (float) (KERNEL[i - 2 * j + 2] / inside) : 0;
            }
        }
        return of(like.getManager(), matrix, half, side);
    }

    private static NDArray of(NDManager memory, float[] matrix, int rows, int columns) {
        return Numbers.of(memory, matrix, rows, columns);
    }
}
