package dev.limner.models.cnn;

import java.util.SortedMap;
import java.util.TreeMap;

import ai.djl.ndarray.NDArray;

import dev.limner.models.Losses;
import dev.limner.models.engine.Numbers;
import dev.limner.models.losses.LaplacianPyramid;
import dev.limner.models.losses.MeanSquaredError;

/** L = MSE(x̂, x) + λ Lap₁(x̂, x), how far a decoded picture is off. */
final class PictureError {
    private PictureError() {}

    /**
     * @param decoded   x̂, [N,c,H,W]
     * @param pictures  x, of the same shape
     * @param laplacian λ; 0 for the squared error alone
     */
    static Losses of(NDArray decoded, NDArray pictures, double laplacian) {
        SortedMap<String, NDArray> parts = new TreeMap<>();
        NDArray squared = MeanSquaredError.of(decoded, pictures);
        parts.put("reconstruction", squared);
        if (laplacian == 0) {
            return new Losses(squared, parts);
        }
        NDArray pyramid = LaplacianPyramid.of(decoded, pictures);
        parts.put("laplacian", pyramid);
        return new Losses(squared.add(Numbers.scaled(pyramid, (float) laplacian)), parts);
    }
}
