package dev.limner.models.density;

/** The factor of a symmetric positive definite matrix: A = L Lᵀ with L lower triangular (Golub &amp; Van Loan, algorithm 4.2.2). */
final class Cholesky {
    private Cholesky() {}

    /**
     * L, [J,J]; zero above the diagonal.
     *
     * @param a A, [J,J]; only its lower triangle is read
     * @throws ArithmeticException if A is not positive definite
     */
    static double[][] of(double[][] a) {
        int size = a.length;
        double[][] l = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = a[i][j];
                for (int k = 0; k < j; k++) {
                    rest -= l[i][k] * l[j][k];
                }
                if (i > j) {
                    l[i][j] = rest / l[j][j];
                } else if (rest > 0) {
                    l[i][i] = Math.sqrt(rest);
                } else {
                    throw new ArithmeticException("pivot %d is %s: not positive definite".formatted(i, rest));
                }
            }
        }
        return l;
    }

    /** y of L y = b, forward, in place. {@code columns} is Lᵀ, so that each step runs along memory. */
    static void solve(double[][] columns, double[] b) {
        for (int j = 0; j < b.length; j++) {
            double[] column = columns[j];
            double y = b[j] / column[j];
            b[j] = y;
            for (int i = j + 1; i < b.length; i++) {
                b[i] -= column[i] * y;
            }
        }
    }

    /** log √|A| = Σ_j log L_jj. */
    static double halfLogDeterminant(double[][] l) {
        double sum = 0;
        for (int j = 0; j < l.length; j++) {
            sum += Math.log(l[j][j]);
        }
        return sum;
    }

    static double[][] transposed(double[][] l) {
        double[][] columns = new double[l.length][l.length];
        for (int i = 0; i < l.length; i++) {
            for (int j = 0; j < l.length; j++) {
                columns[j][i] = l[i][j];
            }
        }
        return columns;
    }
}
