package dev.limner.models.layers;

import java.util.function.Consumer;
import java.util.function.ToLongFunction;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Follows forward passes layer by layer. Every layer with weights says here what it made; nobody listens but where
 * {@link #of} is at work in the same thread, and then nothing is computed for it either.
 */
public final class Trace {
    private static final ThreadLocal<Consumer<Made>> LISTENER = new ThreadLocal<>();

    private Trace() {}

    /**
     * What one layer made once.
     *
     * @param layer        its name, the prefix of its weights
     * @param output       [N,…]
     * @param multiplyAdds of all N
     */
    public record Made(String layer, Shape output, long multiplyAdds) {}

    /** Tells the listener of everything that is made meanwhile. */
    public static void of(Runnable passes, Consumer<Made> listener) {
        LISTENER.set(listener);
        try {
            passes.run();
        } finally {
            LISTENER.remove();
        }
    }

    /**
     * Said by a layer.
     *
     * @param multiplyAdds pairs of one multiplication and one addition, from the output's shape; biases are not counted
     * @return the output
     */
    public static NDArray made(String layer, NDArray output, ToLongFunction<Shape> multiplyAdds) {
        Consumer<Made> listener = LISTENER.get();
        if (listener != null) {
            Shape shape = output.getShape();
            listener.accept(new Made(layer, shape, multiplyAdds.applyAsLong(shape)));
        }
        return output;
    }
}
