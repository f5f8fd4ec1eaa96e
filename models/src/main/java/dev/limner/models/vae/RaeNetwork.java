package dev.limner.models.vae;

import java.util.Optional;

import ai.djl.ndarray.NDArray;

import dev.limner.models.Configuration;
import dev.limner.models.PictureShape;
import dev.limner.models.density.CodeDensity;
import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Weights;
import dev.limner.models.layers.Decoder;
import dev.limner.models.layers.Encoder;
import dev.limner.models.layers.Halvings;
import dev.limner.models.sampling.Painter;

/** What a regularised autoencoder is made of, without weights: picture → code, code → picture, and what codes there are. */
record RaeNetwork(Encoder encoder, Decoder decoder, CodeDensity density) {
    /** The density's prefix in a snapshot. */
    static final String DENSITY = "density";

    static RaeNetwork of(Configuration configuration) {
        VaeSettings settings = VaeSettings.of(configuration.settings());
        PictureShape shape = configuration.shape();
        int classes = configuration.classes().size();
        Halvings halved = Halvings.of(shape, "vae");
        return new RaeNetwork(
                new Encoder(shape.channels(), halved, settings.channels(), classes, settings.latent()),
                new Decoder(shape.channels(), halved, settings.channels(), settings.hidden(), settings.latent(),
                        classes),
                new CodeDensity(classes, settings.components(), settings.latent()));
    }

    /** Adds the first weights, but for the density's. */
    void begin(Parameters parameters, long seed) {
        encoder.begin(parameters, seed);
        decoder.begin(parameters, seed);
    }

    /**
     * x = decoder(z, y) at a draw z of the density.
     *
     * @param mixtures the density's numbers
     */
    Painter painter(Weights mixtures) {
        return new Painter() {
            @Override
            public int noise() {
                return density.noise();
            }

            @Override
            public NDArray paint(Weights weights, NDArray noise, NDArray classes) {
                return decoder.apply(weights, density.codes(mixtures, noise, classes), classes);
            }

            @Override
            public NDArray codes(Weights weights, NDArray noise, NDArray classes) {
                return density.codes(mixtures, noise, classes);
            }

            @Override
            public boolean spherical() {
                return false;
            }

            @Override
            public NDArray decode(Weights weights, NDArray codes, NDArray classes) {
                return decoder.apply(weights, codes, classes);
            }

            @Override
            public Optional<NDArray> encode(Weights weights, NDArray pictures, NDArray classes) {
                return Optional.of(encoder.apply(weights, pictures, classes));
            }
        };
    }
}
