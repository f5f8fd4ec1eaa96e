package dev.limner.models;

import java.util.Optional;

import dev.limner.models.evaluation.Evaluation;
import dev.limner.models.evaluation.Evaluator;
import dev.limner.models.evaluation.FeatureCache;
import dev.limner.models.evaluation.Samples;
import dev.limner.models.settings.EvaluationSettings;
import dev.limner.models.settings.Values;

/**
 * What a run's model is measured by, where its settings ask for it. The evaluator is made at the first evaluation, and
 * kept. Owns native memory until it is closed.
 */
final class Evaluations implements AutoCloseable {
    private final Family family;
    private final Configuration configuration;
    private final TrainingPictures train;
    private final TrainingPictures heldOut;
    private final FeatureCache features;
    private final String device;
    private final EvaluationSettings settings;
    private Evaluator evaluator;

    Evaluations(Family family, Configuration configuration, TrainingPictures train, TrainingPictures heldOut,
            FeatureCache features, String device) {
        this.family = family;
        this.configuration = configuration;
        this.train = train;
        this.heldOut = heldOut;
        this.features = features;
        this.device = device;
        this.settings = EvaluationSettings.of(new Values(configuration.settings()));
    }

    /** Whether one is due after the step that brought the images seen from {@code before} to {@code images}. */
    boolean due(long before, long images) {
        return settings.due(before, images);
    }

    /**
     * Measures a snapshot.
     *
     * @param last whether the run ends with it: then classifiers are trained on its samples, too
     * @return empty where the settings ask for none, or the family does not paint, or not yet
     */
    Optional<Evaluation> of(Snapshot snapshot, boolean last) {
        if (settings.samples() == 0 || !family.paints()
                || snapshot.images() <= family.paintsFrom(configuration)) {
            return Optional.empty();
        }
        if (evaluator == null) {
            evaluator = Evaluator.of(train, heldOut, features, device);
        }
        try (Sampler sampler = family.sampler(configuration, snapshot.averages(), device)) {
            Samples samples = evaluator.samples(sampler, configuration.classes(), settings.samples(),
                    sampler.temperature());
            return Optional.of(evaluator.of(samples, sampler.temperature(), last));
        }
    }

    @Override
    public void close() {
        if (evaluator != null) {
            evaluator.close();
        }
    }
}
