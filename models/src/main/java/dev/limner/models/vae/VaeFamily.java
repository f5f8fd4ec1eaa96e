package dev.limner.models.vae;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

import ai.djl.ndarray.NDManager;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.Configuration;
import dev.limner.models.Family;
import dev.limner.models.Learner;
import dev.limner.models.PictureShape;
import dev.limner.models.Sampler;
import dev.limner.models.engine.Torch;
import dev.limner.models.engine.Weights;
import dev.limner.models.sampling.PaddedSampler;

/** Convolutional variational autoencoders (Kingma &amp; Welling 2013), class-conditional where there are classes. */
public final class VaeFamily implements Family {

    @Override
    public String name() {
        return "vae";
    }

    @Override
    public Set<String> presets() {
        return Collections.unmodifiableSet(VaeSettings.PRESETS.keySet());
    }

    @Override
    public String defaultPreset() {
        return "conv-small";
    }

    @Override
    public Configuration configure(String preset, Map<String, String> settings, PictureShape shape,
            List<String> classes, long seed) {
        String name = preset == null ? defaultPreset() : preset;
        Map<String, String> values = VaeSettings.PRESETS.get(name);
        if (values == null) {
            throw ProblemException.invalidField("preset",
                    "'%s' is no preset of the vae; there are: %s".formatted(name, String.join(", ", presets())));
        }
        SortedMap<String, String> resolved = VaeSettings.SETTINGS.resolve(values, settings);
        network(resolved, shape, classes.size());
        return new Configuration(name(), name, resolved, shape, classes, seed);
    }

    @Override
    public Learner learner(Configuration configuration, NDManager manager) {
        return new VaeLearner(configuration, manager);
    }

    @Override
    public Sampler sampler(Configuration configuration, SortedMap<String, Tensor> weights, String device) {
        VaeSettings settings = VaeSettings.of(configuration.settings());
        VaeNetwork network = network(configuration.settings(), configuration.shape(), configuration.classes().size());
        NDManager manager = Torch.manager(Torch.device(device));
        try {
            Weights numbers = new Weights(manager);
            network.begin(numbers, configuration.seed());
            numbers.set(weights);
            return new PaddedSampler(configuration, settings.samplerBatch(), settings.temperature(),
                    new VaePainter(network, settings.latent()), manager, numbers);
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    /** Also the check that a network of these settings can be. */
    private static VaeNetwork network(Map<String, String> settings, PictureShape shape, int classes) {
        return new VaeNetwork(VaeSettings.of(settings), shape, classes);
    }
}
