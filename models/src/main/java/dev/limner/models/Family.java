package dev.limner.models;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;

import ai.djl.ndarray.NDManager;

import dev.limner.contracts.names.Budget;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.settings.TrainingSettings;
import dev.limner.models.settings.Values;

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

    /**
     * What a user's settings are with a budget, where they leave open what should follow from it, such as how long a first stage
     * lasts. Decided once, before a run is configured: nothing in a step depends on the budget.
     *
     * @param settings what the user says
     * @return these, and perhaps more
     */
    default Map<String, String> suited(String preset, Map<String, String> settings, PictureShape shape,
            Budget budget) {
        return settings;
    }

    /**
     * How many images have to be seen before it paints at all: what it would paint before is noise, whatever it has learned. 0
     * for a family that learns all it needs from the first step on.
     */
    default long paintsFrom(Configuration configuration) {
        return 0;
    }

    /**
     * Checks that a run would not end before there is anything to paint with.
     *
     * @throws ProblemException naming how many images are needed
     */
    default void check(Configuration configuration, Budget budget) {
        Budget images = budget.ofBatches(TrainingSettings.of(new Values(configuration.settings())).batch());
        long least = paintsFrom(configuration);
        if (images.inImages() && images.images() <= least) {
            throw ProblemException.invalidField("budget",
                    "%d images: the first %d train what a %s paints by, and nothing can be painted before more are seen"
                            .formatted(images.images(), least, name()));
        }
    }

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
