package dev.limner.models.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Channels become pixels: [N, C·r², H, W] → [N, C, H·r, W·r], y[n,c,h·r+i,w·r+j] = x[n, c·r²+i·r+j, h, w] (Shi et al.
 * 2016, Real-Time Single Image Super-Resolution, equation 4). After a convolution it is what a transposed one would be,
 * and it costs less than resizing before one.
 */
public final class PixelShuffle {
    private PixelShuffle() {}

    public static NDArray by(int r, NDArray x) {
        Shape shape = x.getShape();
        long n = shape.get(0);
        long c = shape.get(1) / (r * r);
        long h = shape.get(2);
        long w = shape.get(3);
        return x.reshape(n, c, r, r, h, w).transpose(0, 1, 4, 2, 5, 3).reshape(n, c, h * r, w * r);
    }
}
