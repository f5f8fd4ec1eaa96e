package dev.limner.models.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

/** silu(x) = x / (1 + e^−x) (Elfwing, Uchibe &amp; Doya 2018; Ramachandran, Zoph &amp; Le 2018 call it swish). */
public final class Silu {
    private Silu() {}

    public static NDArray of(NDArray x) {
        return x.mul(Activation.sigmoid(x));
    }
}
