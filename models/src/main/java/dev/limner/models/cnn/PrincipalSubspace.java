package dev.limner.models.cnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import dev.limner.models.engine.Numbers;
import dev.limner.models.randomness.Randomness;

/**
 * The directions in which pictures differ most: an orthonormal basis Q [D,J] of what the first J principal components span,
 * by orthogonal iteration, Q ← orth(Xᵀ X Q) (Golub &amp; Van Loan, section 7.3.2; Halko, Martinsson &amp; Tropp 2011,
 * algorithm 4.4). The components themselves are not needed: whoever takes codes from it does not mind how it is turned.
 */
final class PrincipalSubspace {
    private static final int TURNS = 8;

    private PrincipalSubspace() {}

    /**
     * Q, [D,J], in the memory of X.
     *
     * @param x         X, [N,D], of mean 0
     * @param dimension J, up to D
     */
    static NDArray of(NDArray x, int dimension, Randomness draw) {
        int size = (int) x.getShape().get(1);
        float[] first = new float[size * dimension];
        draw.normals(first, 0, first.length);
        NDManager memory = x.getManager();
        NDArray q = orthonormal(memory, first, size, dimension);
        for (int turn = 0; turn < TURNS; turn++) {
            NDArray turned = x.transpose().matMul(x.matMul(q)); // [D,J]
            q = orthonormal(memory, turned.toFloatArray(), size, dimension);
        }
        return q;
    }

    /** The columns made orthonormal, in their order (modified Gram–Schmidt, done twice); a column of nothing new is 0. */
    static NDArray orthonormal(NDManager memory, float[] matrix, int rows, int columns) {
        double[][] vectors = new double[columns][rows];
        for (int j = 0; j < columns; j++) {
            for (int i = 0; i < rows; i++) {
                vectors[j][i] = matrix[i * columns + j];
            }
            double length = Math.sqrt(product(vectors[j], vectors[j]));
            for (int again = 0; again < 2; again++) {
                for (int k = 0; k < j; k++) {
                    add(vectors[j], -product(vectors[k], vectors[j]), vectors[k]);
                }
            }
            double left = Math.sqrt(product(vectors[j], vectors[j]));
            double scale = left > 1e-6 * length ? 1 / left : 0;
            for (int i = 0; i < rows; i++) {
                vectors[j][i] *= scale;
            }
        }
        float[] result = new float[rows * columns];
        for (int j = 0; j < columns; j++) {
            for (int i = 0; i < rows; i++) {
                result[i * columns + j] = (float) vectors[j][i];
            }
        }
        return Numbers.of(memory, result, rows, columns);
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void add(double[] target, double factor, double[] vector) {
        for (int i = 0; i < target.length; i++) {
            target[i] += factor * vector[i];
        }
    }
}
