package dev.limner.models;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;

import ai.djl.ndarray.NDManager;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.tensors.Tensor;

/** A kind of network: what it can be configured to, how it learns, and how it paints. One package each. */
public interface Family {

    /** As in commands: {@code vae}. */
    default String name() {
        return presets().family();
    }

    /** What it can be configured to. */
    Presets presets();

    /**
     * Resolves a preset and overrides to a complete configuration that a network can be made of.
     *
     * @param preset   null for the default
     * @param settings overrides by name; see each family's settings
     * @param classes  class names; empty for pictures without
     * @throws ProblemException for a preset, a setting, a value or a shape that cannot be
     */
    default Configuration configure(String preset, Map<String, String> settings, PictureShape shape,
            List<String> classes, long seed) {
        Configuration configuration = presets().configure(preset, settings, shape, classes, seed);
        check(configuration);
        return configuration;
    }

    /**
     * Checks that a network can be made of a configuration.
     *
     * @throws ProblemException naming what it cannot take, such as a side that cannot be halved often enough
     */
    void check(Configuration configuration);

    /**
     * A network with first weights that follow from the seed, ready to learn.
     *
     * @param manager owns all native memory that the learner holds
     * @param train   what it is going to learn from
     */
    Learner learner(Configuration configuration, NDManager manager, TrainingPictures train);

    /** Whether it paints pictures from noise; where it does not, {@link #sampler} refuses and previews have no samples. */
    default boolean paints() {
        return true;
    }

    /**
     * Loads weights for painting.
     *
     * @param weights a snapshot's averages (better) or weights
     * @param device  {@code auto}, {@code cpu} or {@code cuda:N}
     * @throws ProblemException if the tensors are not those of the configuration, or the family paints nothing
     */
    Sampler sampler(Configuration configuration, SortedMap<String, Tensor> weights, String device);
}
