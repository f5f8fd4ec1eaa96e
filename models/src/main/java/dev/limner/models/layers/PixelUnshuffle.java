package dev.limner.models.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Pixels become channels: [N, C, H·r, W·r] → [N, C·r², H, W], y[n, c·r²+i·r+j, h, w] = x[n, c, h·r+i, w·r+j]: what
 * {@link PixelShuffle} brings back.
 */
public final class PixelUnshuffle {
    private PixelUnshuffle() {}

    public static NDArray by(int r, NDArray x) {
        Shape shape = x.getShape();
        long n = shape.get(0);
        long c = shape.get(1);
        long h = shape.get(2) / r;
        long w = shape.get(3) / r;
        return x.reshape(n, c, h, r, w, r).transpose(0, 1, 3, 5, 2, 4).reshape(n, c * r * r, h, w);
    }
}
