package dev.limner.models.cnn;

import java.util.SortedMap;

import ai.djl.ndarray.NDManager;

import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.Configuration;
import dev.limner.models.Family;
import dev.limner.models.Learner;
import dev.limner.models.PictureShape;
import dev.limner.models.Presets;
import dev.limner.models.Sampler;
import dev.limner.models.Snapshot;
import dev.limner.models.TrainingPictures;
import dev.limner.models.density.CodeDensity;
import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Torch;
import dev.limner.models.engine.Weights;
import dev.limner.models.layers.Decoder;
import dev.limner.models.layers.Halvings;
import dev.limner.models.sampling.PaddedSampler;
import dev.limner.models.sampling.Painter;

/**
 * Convolutional decoders without an encoder, class-conditional where there are classes: from a learned code for each picture
 * ({@link GloLearner}), or, to show why there is one, from fresh noise ({@link NoiseLearner}).
 */
public final class CnnFamily implements Family {
    /** The decoder's prefix in a snapshot. */
    static final String DECODER = "decoder";
    /** The density's prefix in a snapshot. */
    static final String DENSITY = "density";

    @Override
    public Presets presets() {
        return CnnSettings.PRESETS;
    }

    @Override
    public void check(Configuration configuration) {
        decoder(configuration);
    }

    @Override
    public Learner learner(Configuration configuration, NDManager manager, TrainingPictures train) {
        return CnnSettings.of(configuration.settings()).learned()
                ? new GloLearner(configuration, manager, train)
                : new NoiseLearner(configuration, manager);
    }

    @Override
    public Sampler sampler(Configuration configuration, SortedMap<String, Tensor> weights, String device) {
        CnnSettings settings = CnnSettings.of(configuration.settings());
        Decoder decoder = decoder(configuration);
        NDManager manager = Torch.manager(Torch.device(device));
        try {
            Parameters parameters = new Parameters(manager);
            decoder.begin(parameters, configuration.seed());
            parameters.set(Snapshot.part(weights, DECODER));
            return new PaddedSampler(configuration, settings.samplerBatch(), settings.temperature(),
                    painter(configuration, decoder, density(configuration, manager, weights)), manager,
                    parameters.frozen(manager));
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    static Decoder decoder(Configuration configuration) {
        CnnSettings settings = CnnSettings.of(configuration.settings());
        PictureShape shape = configuration.shape();
        return new Decoder(shape.channels(), Halvings.of(shape, "cnn"), settings.channels(), settings.hidden(),
                settings.code(), configuration.classes().size());
    }

    static CodeDensity density(Configuration configuration) {
        CnnSettings settings = CnnSettings.of(configuration.settings());
        return new CodeDensity(configuration.classes().size(), settings.components(), settings.code());
    }

    private static Weights density(Configuration configuration, NDManager manager, SortedMap<String, Tensor> weights) {
        Parameters parameters = new Parameters(manager);
        if (CnnSettings.of(configuration.settings()).learned()) {
            density(configuration).begin(parameters);
            parameters.set(Snapshot.part(weights, DENSITY));
        }
        return parameters.frozen(manager);
    }

    private static Painter painter(Configuration configuration, Decoder decoder, Weights density) {
        CnnSettings settings = CnnSettings.of(configuration.settings());
        return settings.learned()
                ? new GloPainter(decoder, density(configuration), density)
                : new NoisePainter(decoder, settings.code());
    }
}
