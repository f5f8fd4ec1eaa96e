package dev.limner.models.gan;

import java.util.SortedMap;

import ai.djl.ndarray.NDManager;

import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.Configuration;
import dev.limner.models.Family;
import dev.limner.models.Learner;
import dev.limner.models.Presets;
import dev.limner.models.Sampler;
import dev.limner.models.Snapshot;
import dev.limner.models.TrainingPictures;
import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Torch;
import dev.limner.models.sampling.PaddedSampler;

/**
 * Generative adversarial networks (Goodfellow et al. 2014): a residual, class-conditional pair, and DCGAN. Samples are
 * painted by running statistics and, where there are some, averaged weights.
 */
public final class GanFamily implements Family {

    @Override
    public Presets presets() {
        return GanSettings.PRESETS;
    }

    @Override
    public void check(Configuration configuration) {
        Pair.of(configuration);
    }

    @Override
    public Learner learner(Configuration configuration, NDManager manager, TrainingPictures train) {
        return new GanLearner(configuration, manager);
    }

    @Override
    public Sampler sampler(Configuration configuration, SortedMap<String, Tensor> weights, String device) {
        GanSettings settings = GanSettings.of(configuration.settings());
        Generator generator = Pair.of(configuration).generator();
        NDManager manager = Torch.manager(Torch.device(device));
        try {
            Parameters parameters = new Parameters(manager);
            generator.begin(parameters, configuration.seed());
            parameters.set(Snapshot.part(weights, Pair.GENERATOR));
            return new PaddedSampler(configuration, settings.samplerBatch(), settings.temperature(),
                    new GanPainter(generator, settings.latent()), manager, parameters.frozen(manager));
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }
}
