package dev.limner.models.vae;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

import ai.djl.ndarray.NDManager;

import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.Configuration;
import dev.limner.models.Family;
import dev.limner.models.Learner;
import dev.limner.models.PictureShape;
import dev.limner.models.Sampler;

/** Convolutional variational autoencoders (Kingma &amp; Welling 2013). */
public final class VaeFamily implements Family {

    @Override
    public String name() {
        return "vae";
    }

    @Override
    public Set<String> presets() {
        return Set.of("conv-small");
    }

    @Override
    public String defaultPreset() {
        return "conv-small";
    }

    @Override
    public Configuration configure(String preset, Map<String, String> settings, PictureShape shape,
            List<String> classes, long seed) {
        throw new UnsupportedOperationException("the family is being written");
    }

    @Override
    public Learner learner(Configuration configuration, NDManager manager) {
        throw new UnsupportedOperationException("the family is being written");
    }

    @Override
    public Sampler sampler(Configuration configuration, SortedMap<String, Tensor> weights, String device) {
        throw new UnsupportedOperationException("the family is being written");
    }
}
