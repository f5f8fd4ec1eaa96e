package dev.limner.models.engine;

import java.util.HashMap;
import java.util.Map;

import ai.djl.ndarray.NDArray;

/**
 * The numbers of a network as a forward pass sees them, by name. Made by {@link Parameters}.
 * <p>
 * Whoever computes with them puts a tensor of his batch on the left ({@code x.mul(w)}, never {@code w.mul(x)}): a result
 * belongs to the manager of its left operand, and what belongs to a model's manager is freed only with the model.
 */
public final class Weights {
    private final Map<String, NDArray> arrays;

    Weights(Map<String, NDArray> arrays) {
        this.arrays = arrays;
    }

    /** The tensor of this name; see the class on where to put it. */
    public NDArray get(String name) {
        NDArray array = arrays.get(name);
        if (array == null) {
            throw new IllegalArgumentException("no weight '%s' among %s".formatted(name, arrays.keySet()));
        }
        return array;
    }

    /** The same with some tensors replaced. */
    public Weights with(Map<String, NDArray> replaced) {
        Map<String, NDArray> all = new HashMap<>(arrays);
        all.putAll(replaced);
        return new Weights(all);
    }
}
