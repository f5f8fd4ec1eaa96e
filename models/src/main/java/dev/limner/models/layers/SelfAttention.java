package dev.limner.models.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;

import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Script;
import dev.limner.models.engine.Weights;

/**
 * Attention of every pixel to all pixels of its picture (Vaswani et al. 2017, equation 1), on normalised channels and
 * beside them, [N,C,H,W] → the same shape, with L = H·W pixels, h heads and d = C/h:
 *
 * <pre>
 * q, k, v = W norm(x) + b,   y = x + W' softmax(q kᵀ / √d) v + b'
 * </pre>
 *
 * W' is zero at first: the layer begins as the identity.
 *
 * @param name     of its weights: {@code name.norm}, {@code name.projections}, {@code name.output}
 * @param channels C
 * @param heads    h, a divisor of C
 */
public record SelfAttention(String name, int channels, int heads) implements Layer {
    private static final Script ATTENTION = new Script("q: Tensor, k: Tensor, v: Tensor",
            "torch.scaled_dot_product_attention(q, k, v)");

    public SelfAttention {
        if (channels % heads != 0) {
            throw new IllegalArgumentException("%d channels for %d heads".formatted(channels, heads));
        }
    }

    @Override
    public void begin(Parameters parameters, long seed) {
        norm().begin(parameters, seed);
        projections().begin(parameters, seed);
        output().begin(parameters, seed);
    }

    @Override
    public NDArray apply(Weights weights, NDArray x) {
        Shape shape = x.getShape();
        long n = shape.get(0);
        NDArray pixels = norm().apply(weights, x).reshape(n, channels, -1).transpose(0, 2, 1); // [N,L,C]
        NDList qkv = projections().apply(weights, pixels).split(3, 2);
        NDArray q = byHead(qkv.get(0)); // [N,h,L,d]
        NDArray k = byHead(qkv.get(1));
        NDArray v = byHead(qkv.get(2));
        NDArray mixed = Trace.made(name + ".mixing",
                ATTENTION.of(q, k, v).transpose(0, 2, 1, 3).reshape(n, -1, channels), // [N,L,C]
                made -> 2 * made.size() * made.get(1)); // q kᵀ, and its product with v
        return x.add(output().apply(weights, mixed).transpose(0, 2, 1).reshape(shape));
    }

    private NDArray byHead(NDArray pixels) {
        Shape shape = pixels.getShape();
        return pixels.reshape(shape.get(0), shape.get(1), heads, channels / heads).transpose(0, 2, 1, 3);
    }

    private GroupNormalisation norm() {
        return GroupNormalisation.of(name + ".norm", channels);
    }

    private Dense projections() {
        return new Dense(name + ".projections", channels, 3 * channels, 1);
    }

    private Dense output() {
        return new Dense(name + ".output", channels, channels, 0);
    }
}
