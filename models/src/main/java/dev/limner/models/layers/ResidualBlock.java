package dev.limner.models.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Weights;

/**
 * Two convolutions beside a way that leads past them, told of time and class by the scale and shift of the second
 * normalisation (FiLM, Perez et al. 2018; the "adaptive group normalisation" of Dhariwal &amp; Nichol 2021, equation 2),
 * [N,in,H,W] and e [N,E] → [N,out,H,W]:
 *
 * <pre>
 * h = conv₁(silu(norm(x)))
 * γ, β = W e + b
 * y = skip(x) + conv₂(silu((1 + γ) x̂(h) + β))
 * </pre>
 *
 * conv₂, W and b are zero at first: the block begins as its skip, the identity or, where the number of channels changes, a
 * 1×1 convolution.
 *
 * @param name      of its weights
 * @param in        channels
 * @param out       channels
 * @param embedding E
 */
public record ResidualBlock(String name, int in, int out, int embedding) {

    /** Adds its first weights. */
    public void begin(Parameters parameters, long seed) {
        norm().begin(parameters, seed);
        first().begin(parameters, seed);
        film().begin(parameters, seed);
        second().begin(parameters, seed);
        if (in != out) {
            skip().begin(parameters, seed);
        }
    }

    /**
     * @param x [N,in,H,W]
     * @param e [N,E]
     */
    public NDArray apply(Weights weights, NDArray x, NDArray e) {
        NDArray h = first().apply(weights, Silu.of(norm().apply(weights, x)));
        NDList film = film().apply(weights, e).reshape(-1, 2L * out, 1, 1).split(2, 1); // γ and β, [N,out,1,1]
        NDArray normal = GroupNormalisation.normalised(h, GroupNormalisation.groups(out));
        h = second().apply(weights, Silu.of(normal.mul(film.get(0).add(1f)).add(film.get(1))));
        return (in == out ? x : skip().apply(weights, x)).add(h);
    }

    private GroupNormalisation norm() {
        return GroupNormalisation.of(name + ".norm", in);
    }

    private Convolution first() {
        return Convolution.same(name + ".first", in, out);
    }

    private Dense film() {
        return new Dense(name + ".film", embedding, 2 * out, 0);
    }

    private Convolution second() {
        return new Convolution(name + ".second", out, out, 3, 1, 1, 0);
    }

    private Convolution skip() {
        return new Convolution(name + ".skip", in, out, 1, 1, 0, 1);
    }
}
