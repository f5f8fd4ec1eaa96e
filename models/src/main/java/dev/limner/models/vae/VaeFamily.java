package dev.limner.models.vae;

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
import dev.limner.models.sampling.Painter;

/**
 * Convolutional variational autoencoders (Kingma &amp; Welling 2013), class-conditional where there are classes, and regularised
 * ones without noise (Ghosh et al. 2020).
 */
public final class VaeFamily implements Family {

    @Override
    public Presets presets() {
        return VaeSettings.PRESETS;
    }

    @Override
    public void check(Configuration configuration) {
        network(configuration);
    }

    @Override
    public Learner learner(Configuration configuration, NDManager manager, TrainingPictures train) {
        return VaeSettings.of(configuration.settings()).variational()
                ? new VaeLearner(configuration, manager)
                : new RaeLearner(configuration, manager, train);
    }

    @Override
    public Sampler sampler(Configuration configuration, SortedMap<String, Tensor> weights, String device) {
        VaeSettings settings = VaeSettings.of(configuration.settings());
        NDManager manager = Torch.manager(Torch.device(device));
        try {
            Parameters parameters = new Parameters(manager);
            Painter painter;
            if (settings.variational()) {
                VaeNetwork network = network(configuration);
                network.begin(parameters, configuration.seed());
                painter = new VaePainter(network, settings.latent());
            } else {
                RaeNetwork network = RaeNetwork.of(configuration);
                network.begin(parameters, configuration.seed());
                Parameters mixtures = new Parameters(manager);
                network.density().begin(mixtures);
                mixtures.set(Snapshot.part(weights, RaeNetwork.DENSITY));
                painter = network.painter(mixtures.frozen(manager));
            }
            parameters.set(Snapshot.part(weights, VaeLearner.NETWORK));
            return new PaddedSampler(configuration, settings.samplerBatch(), settings.temperature(), painter, manager,
                    parameters.frozen(manager));
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    private static VaeNetwork network(Configuration configuration) {
        return new VaeNetwork(VaeSettings.of(configuration.settings()), configuration.shape(),
                configuration.classes().size());
    }
}
