package dev.limner.models.cnn;

import ai.djl.ndarray.NDArray;

import dev.limner.models.engine.Weights;
import dev.limner.models.layers.Decoder;
import dev.limner.models.sampling.Painter;

/** x = decoder(ε, y). */
record NoisePainter(Decoder decoder, int noise) implements Painter {

    @Override
    public NDArray paint(Weights weights, NDArray noise, NDArray y) {
        return decoder.apply(weights, noise, y);
    }
}
