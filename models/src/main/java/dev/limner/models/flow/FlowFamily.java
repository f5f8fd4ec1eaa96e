package dev.limner.models.flow;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import ai.djl.ndarray.NDManager;

import dev.limner.contracts.names.Budget;
import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.Configuration;
import dev.limner.models.Family;
import dev.limner.models.Learner;
import dev.limner.models.PictureShape;
import dev.limner.models.Presets;
import dev.limner.models.Sampler;
import dev.limner.models.Snapshot;
import dev.limner.models.TrainingPictures;
import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Torch;
import dev.limner.models.sampling.PaddedSampler;

/**
 * Flow matching (Lipman et al. 2023) with minibatch optimal transport (Tong et al. 2024), in the latents of an autoencoder
 * that is trained first (Rombach et al. 2022) or in the pixels; class-conditional, with guidance, where there are
 * classes.
 */
public final class FlowFamily implements Family {

    @Override
    public Presets presets() {
        return FlowSettings.PRESETS;
    }

    @Override
    public void check(Configuration configuration) {
        FlowNetworks.of(configuration);
    }

    /** The autoencoder's stage, where the user leaves it open, takes no more than its share of the budget: {@link Stages}. */
    @Override
    public Map<String, String> suited(String preset, Map<String, String> settings, PictureShape shape,
            Budget budget) {
        return Stages.suited(preset, settings, shape, budget);
    }

    @Override
    public long paintsFrom(Configuration configuration) {
        FlowSettings.First first = FlowSettings.of(configuration.settings()).first();
        return first.latent() ? first.images() : 0;
    }

    @Override
    public Learner learner(Configuration configuration, NDManager manager, TrainingPictures train) {
        return new FlowLearner(configuration, manager);
    }

    @Override
    public Sampler sampler(Configuration configuration, SortedMap<String, Tensor> weights, String device) {
        FlowSettings.Painting settings = FlowSettings.of(configuration.settings()).painting();
        FlowNetworks networks = FlowNetworks.of(configuration);
        NDManager manager = Torch.manager(Torch.device(device));
        try {
            Parameters parameters = new Parameters(manager);
            networks.begin(parameters, configuration.seed());
            SortedMap<String, Tensor> both = new TreeMap<>(Snapshot.part(weights, FlowNetworks.VELOCITY));
            both.putAll(Snapshot.part(weights, FlowNetworks.AUTOENCODER));
            parameters.set(both);
            return new PaddedSampler(configuration, settings.batch(), settings.temperature(),
                    new FlowPainter(networks, settings), manager, parameters.frozen(manager));
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }
}
