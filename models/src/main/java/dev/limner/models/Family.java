package dev.limner.models;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

import ai.djl.ndarray.NDManager;

import dev.limner.contracts.tensors.Tensor;

/** A kind of network: what it can be configured to, how it learns, and how it paints. One package each. */
public interface Family {

    /** As in commands: {@code vae}. */
    String name();

    /** Names of its presets. */
    Set<String> presets();

    String defaultPreset();

    /**
     * Resolves a preset and overrides to a complete configuration.
     *
     * @param preset   null for the default
     * @param settings overrides by name; see each family's settings
     * @param classes  class names; empty for a model without classes
     * @throws dev.limner.contracts.problems.ProblemException for a preset, a setting or a value that there is not
     */
    Configuration configure(String preset, Map<String, String> settings, PictureShape shape, List<String> classes,
            long seed);

    /**
     * A network with first weights that follow from the seed, ready to learn.
     *
     * @param manager owns all native memory that the learner holds
     */
    Learner learner(Configuration configuration, NDManager manager);

    /**
     * Loads weights for painting.
     *
     * @param weights a snapshot's averages (better) or weights
     * @param device  {@code auto}, {@code cpu} or {@code cuda:N}
     * @throws dev.limner.contracts.problems.ProblemException if the tensors are not those of the configuration
     */
    Sampler sampler(Configuration configuration, SortedMap<String, Tensor> weights, String device);
}
