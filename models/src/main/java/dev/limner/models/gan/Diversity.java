package dev.limner.models.gan;

import java.util.SortedMap;
import java.util.TreeMap;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import dev.limner.models.engine.Numbers;

/**
 * How much a batch of samples varies, beside as many real pictures of the same classes: the ratio of the mean Euclidean
 * distance over pairs of different pictures, both of one class where there are classes. Near 1 where the samples vary as
 * the pictures do, 0 where all are the same (mode collapse: Goodfellow 2016, NIPS tutorial, section 5.1.1).
 */
final class Diversity {
    /** Below this share of the real pictures' diversity, samples are called collapsed. */
    static final float SMALL = 0.1f;

    private Diversity() {}

    /**
     * {@code diversity}, and {@code collapsed}: 1 where it is below {@link #SMALL}, else 0. Nothing where the batch has no
     * pair of different pictures to compare with.
     *
     * @param fake [N,C,H,W]
     * @param real [N,C,H,W]
     * @param y    classes of both, [N,K], one-hot; null for none
     */
    static SortedMap<String, NDArray> of(NDArray fake, NDArray real, NDArray y) {
        NDArray pairs = pairs(real, y);
        SortedMap<String, NDArray> found = new TreeMap<>();
        NDArray around = distance(real, pairs);
        if (around.getFloat() > 0) {
            NDArray ratio = distance(fake, pairs).div(around);
            found.put("diversity", ratio);
            found.put("collapsed", ratio.lt(SMALL).toType(DataType.FLOAT32, false));
        }
        return found;
    }

    /** Σ over pairs of ‖x_i − x_j‖ w_ij. */
    private static NDArray distance(NDArray x, NDArray pairs) {
        NDArray rows = x.reshape(x.getShape().get(0), -1);
        NDArray squares = rows.square().sum(new int[]{1}, true); // [N,1]
        NDArray product = rows.matMul(rows.transpose());
        NDArray squared = squares.add(squares.transpose()).sub(Numbers.scaled(product, 2));
        return squared.maximum(0f).sqrt().mul(pairs).sum();
    }

    /** 1 for each pair of different pictures of the same class, [N,N]; for each pair at all where there is none such. */
    private static NDArray pairs(NDArray x, NDArray y) {
        long n = x.getShape().get(0);
        NDArray others = x.getManager().ones(new Shape(n, n)).sub(x.getManager().eye((int) n));
        NDArray kin = y == null ? others : y.matMul(y.transpose()).mul(others);
        return kin.sum().getFloat() > 0 ? kin : others;
    }
}
