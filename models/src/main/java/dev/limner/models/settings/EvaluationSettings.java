package dev.limner.models.settings;

import java.util.List;

/**
 * When a run's model is measured by an {@link dev.limner.models.evaluation.Evaluator}: never, unless samples are asked for.
 * It costs as much time as some thousand pictures of training, so that whoever trains decides; it changes no weight and is
 * not counted to the run's time.
 *
 * @param samples pictures that are painted for it; 0 for no evaluation
 * @param every   images between two evaluations while training goes on; 0 for one at the end of the budget only
 */
public record EvaluationSettings(int samples, long every) {
    private static final String SAMPLES = "evaluationSamples";
    private static final String EVERY = "evaluateEvery";

    static final List<Setting> SETTINGS = List.of(
            Setting.whole(SAMPLES, 0, 0, 100_000,
                    "pictures that are painted to evaluate the model by; 0 for no evaluation"),
            Setting.whole(EVERY, 0, 0, 1_000_000_000_000L,
                    "images between two evaluations during training; 0 for one at its end only"));

    /** From all values of a configuration; those of a configuration that is older than evaluation have none. */
    public static EvaluationSettings of(Values values) {
        return values.all().containsKey(SAMPLES)
                ? new EvaluationSettings(values.whole(SAMPLES), values.count(EVERY))
                : new EvaluationSettings(0, 0);
    }

    /** Whether an evaluation is due after a step, which brought the images seen from {@code before} to {@code images}. */
    public boolean due(long before, long images) {
        return samples > 0 && every > 0 && images / every > before / every;
    }
}
