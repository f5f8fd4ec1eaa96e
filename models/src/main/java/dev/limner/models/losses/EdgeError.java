package dev.limner.models.losses;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;

/**
 * How far a picture's edges are off, whose blur a plain error hardly counts (Mathieu, Couprie &amp; LeCun 2016, equation 6,
 * with α = 1, as a mean): L1 of the differences of neighbouring pixels,
 *
 * <pre>
 * E = mean |(x̂_{i+1,j} − x̂_{ij}) − (x_{i+1,j} − x_{ij})| + mean |(x̂_{i,j+1} − x̂_{ij}) − (x_{i,j+1} − x_{ij})|
 * </pre>
 */
public final class EdgeError {
    private static final NDIndex BELOW = new NDIndex(":, :, 1:, :");
    private static final NDIndex ABOVE = new NDIndex(":, :, :-1, :");
    private static final NDIndex RIGHT = new NDIndex(":, :, :, 1:");
    private static final NDIndex LEFT = new NDIndex(":, :, :, :-1");

    private EdgeError() {}

    /**
     * @param prediction x̂, [N,c,H,W]
     * @param target     x, of the same shape
     * @return a scalar
     */
    public static NDArray of(NDArray prediction, NDArray target) {
        NDArray off = prediction.sub(target); // differences are linear: those of x̂ − x
        NDArray vertical = off.get(BELOW).sub(off.get(ABOVE)).abs().mean();
        return vertical.add(off.get(RIGHT).sub(off.get(LEFT)).abs().mean());
    }
}
