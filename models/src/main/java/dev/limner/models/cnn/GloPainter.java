package dev.limner.models.cnn;

import ai.djl.ndarray.NDArray;

import dev.limner.models.density.CodeDensity;
import dev.limner.models.engine.Numbers;
import dev.limner.models.engine.Weights;
import dev.limner.models.layers.Decoder;
import dev.limner.models.sampling.Painter;

/**
 * x = decoder(z, y) at a draw z of the density that was fitted to the codes.
 *
 * @param mixtures the density's numbers
 */
record GloPainter(Decoder decoder, CodeDensity density, Weights mixtures) implements Painter {

    @Override
    public int noise() {
        return density.noise();
    }

    @Override
    public NDArray paint(Weights weights, NDArray noise, NDArray y) {
        return decode(decoder, weights, density.codes(mixtures, noise, y), y);
    }

    @Override
    public NDArray codes(Weights weights, NDArray noise, NDArray y) {
        return density.codes(mixtures, noise, y);
    }

    @Override
    public boolean spherical() {
        return false;
    }

    @Override
    public NDArray decode(Weights weights, NDArray codes, NDArray y) {
        return decode(decoder, weights, codes, y);
    }

    /** x̂ [N,c,H,W] from codes z [N,J], which fill the unit ball: the decoder sees them at about unit variance, 2 √J z. */
    static NDArray decode(Decoder decoder, Weights weights, NDArray z, NDArray y) {
        return decoder.apply(weights, Numbers.scaled(z, (float) (2 * Math.sqrt(z.getShape().get(1)))), y);
    }
}
