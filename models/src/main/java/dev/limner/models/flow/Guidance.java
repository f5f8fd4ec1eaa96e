package dev.limner.models.flow;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import dev.limner.models.engine.Numbers;

/**
 * Classifier-free guidance (Ho &amp; Salimans 2022, equation 6, with g = 1 + w): what the class adds, g times:
 *
 * <pre>
 * v = v(x, t) + g (v(x, t, y) − v(x, t))
 * </pre>
 */
final class Guidance {
    private Guidance() {}

    /** A network's v: x [N,…], y [N,K]. */
    interface Field {
        NDArray at(NDArray x, NDArray y);
    }

    /**
     * @param x     [N,…]
     * @param y     [N,K]; null without classes: there is nothing to guide by then
     * @param scale g; 1 for v(x, t, y) alone
     */
    static NDArray of(Field v, NDArray x, NDArray y, double scale) {
        if (y == null || scale == 1) {
            return v.at(x, y);
        }
        NDList both = v.at(x.concat(x, 0), y.concat(y.zerosLike(), 0)).split(2, 0);
        return both.get(1).add(Numbers.scaled(both.get(0).sub(both.get(1)), (float) scale));
    }
}
