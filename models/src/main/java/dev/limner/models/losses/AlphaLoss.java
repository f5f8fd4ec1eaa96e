package dev.limner.models.losses;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;

/**
 * How far a predicted alpha is off, α̂ and α [N,1,H,W] in [0, 1]; all are means over their numbers.
 *
 * <pre>
 * L_α = mean |α̂ − α|                                            (Xu et al. 2017, Deep Image Matting, equation 1)
 * L_c = mean |α̂ F + (1 − α̂) B − I| = mean |(α̂ − α)(F − B)|       (the same, equation 2, with I = α F + (1 − α) B)
 * L_∇ = mean |∂_x (α̂ − α)| + mean |∂_y (α̂ − α)|                   (as Hou &amp; Liu 2019, Context-Aware Image Matting, 3.2)
 * </pre>
 *
 * L_c weighs an error by what one would see of it; L_∇ keeps edges as sharp, and flat parts as flat, as they are.
 */
public final class AlphaLoss {
    private AlphaLoss() {}

    /** L_c, a scalar: F and B [N,C,H,W]. */
    public static NDArray composition(NDArray predicted, NDArray alpha, NDArray foreground, NDArray background) {
        return foreground.sub(background).mul(predicted.sub(alpha)).abs().mean();
    }

    /** L_∇, a scalar, by differences of neighbours. */
    public static NDArray gradient(NDArray predicted, NDArray alpha) {
        NDArray error = predicted.sub(alpha);
        NDArray across = error.get(new NDIndex(":, :, :, 1:")).sub(error.get(new NDIndex(":, :, :, :-1")));
        NDArray down = error.get(new NDIndex(":, :, 1:, :")).sub(error.get(new NDIndex(":, :, :-1, :")));
        return across.abs().mean().add(down.abs().mean());
    }
}
