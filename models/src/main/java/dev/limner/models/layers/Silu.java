package dev.limner.models.layers;

import ai.djl.ndarray.NDArray;

import dev.limner.models.engine.Script;

/** silu(x) = x / (1 + e^−x) (Elfwing, Uchibe &amp; Doya 2018; Ramachandran, Zoph &amp; Le 2018 call it swish). */
public final class Silu {
    private static final Script SILU = new Script("x: Tensor", "torch.silu(x)");

    private Silu() {}

    public static NDArray of(NDArray x) {
        return SILU.of(x);
    }
}
