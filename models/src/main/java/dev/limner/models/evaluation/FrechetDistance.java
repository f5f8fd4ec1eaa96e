package dev.limner.models.evaluation;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * FID: the squared Fréchet (2-Wasserstein) distance between the normal distributions nearest to two sets of features
 * (Dowson &amp; Landau 1982; of images Heusel et al. 2017, equation 6):
 *
 * <pre>
 * d² = ‖μ₁ − μ₂‖² + Tr(Σ₁ + Σ₂ − 2 (Σ₁ Σ₂)^½)
 * </pre>
 *
 * Σ₁ Σ₂ has the eigenvalues of the symmetric S Σ₂ S with S = Σ₁^½, so Tr (Σ₁ Σ₂)^½ is the sum of their roots. The
 * estimate is too high by about 1/n (Chong &amp; Forsyth 2020): numbers are compared only at equal counts.
 */
public final class FrechetDistance {
    private FrechetDistance() {}

    /**
     * @param first  a row or more
     * @param second a row or more, of the same width
     * @return d², 0 and up
     */
    public static double of(Rows first, Rows second) {
        return of(Gaussian.of(first), Gaussian.of(second));
    }

    static double of(Gaussian first, Gaussian second) {
        double means = 0;
        for (int j = 0; j < first.mean().length; j++) {
            double off = first.mean()[j] - second.mean()[j];
            means += off * off;
        }
        double traces = CommonOps_DDRM.trace(first.covariance()) + CommonOps_DDRM.trace(second.covariance());
        return Math.max(means + traces - 2 * traceOfRoot(first.covariance(), second.covariance()), 0);
    }

    /** Tr (A B)^½ of two symmetric matrices without negative eigenvalues. */
    static double traceOfRoot(DMatrixRMaj a, DMatrixRMaj b) {
        int d = a.numRows;
        EigenDecomposition_F64<DMatrixRMaj> eigen = decomposed(a, true);
        DMatrixRMaj root = new DMatrixRMaj(d, d); // S = Σ √λ v vᵀ
        for (int i = 0; i < d; i++) {
            DMatrixRMaj vector = eigen.getEigenVector(i);
            CommonOps_DDRM.multAddTransB(Math.sqrt(Math.max(eigen.getEigenvalue(i).getReal(), 0)), vector, vector,
                    root);
        }
        DMatrixRMaj left = new DMatrixRMaj(d, d);
        DMatrixRMaj inner = new DMatrixRMaj(d, d); // S B S
        CommonOps_DDRM.mult(root, b, left);
        CommonOps_DDRM.mult(left, root, inner);
        symmetric(inner);
        EigenDecomposition_F64<DMatrixRMaj> product = decomposed(inner, false);
        double trace = 0;
        for (int i = 0; i < d; i++) {
            trace += Math.sqrt(Math.max(product.getEigenvalue(i).getReal(), 0));
        }
        return trace;
    }

    /** Removes what rounding made of the symmetry. */
    private static void symmetric(DMatrixRMaj matrix) {
        for (int i = 0; i < matrix.numRows; i++) {
            for (int j = 0; j < i; j++) {
                double mean = (matrix.get(i, j) + matrix.get(j, i)) / 2;
                matrix.set(i, j, mean);
                matrix.set(j, i, mean);
            }
        }
    }

    private static EigenDecomposition_F64<DMatrixRMaj> decomposed(DMatrixRMaj symmetric, boolean vectors) {
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(symmetric.numRows, vectors, true);
        if (!eigen.decompose(symmetric.copy())) {
            throw new ArithmeticException("the eigenvalues of a covariance of %d features did not converge"
                    .formatted(symmetric.numRows));
        }
        return eigen;
    }
}
