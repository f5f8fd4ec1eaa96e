package dev.limner.models.settings;

import java.util.List;
import java.util.Locale;

import ai.djl.ndarray.NDManager;

import dev.limner.models.engine.Parameters;
import dev.limner.models.optimisers.Adam;
import dev.limner.models.optimisers.Descent;
import dev.limner.models.optimisers.LearningRate;
import dev.limner.models.optimisers.Optimiser;
import dev.limner.models.optimisers.RmsProp;
import dev.limner.models.optimisers.Rule;
import dev.limner.models.optimisers.Sgd;

/**
 * What can be set of every family's training.
 *
 * @param batch        pictures of one step
 * @param accumulation parts that a step's pictures are taken in, so that less memory is needed at once
 * @param rule         of the optimiser
 * @param rate         learning rate
 * @param clip         longest gradient that is followed as it is; 0 for any
 * @param averaging    σ_rel of the averaged weights, 0 for none; see {@link dev.limner.models.optimisers.Average}
 * @param augmentation what pictures go through on their way to the network
 */
public record TrainingSettings(int batch, int accumulation, Rule rule, LearningRate rate, double clip,
        double averaging, Augmentation augmentation) {

    /** The settings, with their usual values. */
    public static final Settings SETTINGS = new Settings(List.of(
            Setting.whole("batch", 64, 1, 4096, "pictures of one step"),
            Setting.whole("accumulation", 1, 1, 256, "parts that a step's pictures are taken in"),
            Setting.word("optimiser", "the optimiser", "adam", "adamw", "rmsprop", "sgd"),
            Setting.number("learningRate", "0.002", 1e-8, 10, "of the optimiser"),
            Setting.whole("learningRateWarmUp", 2_000, 0, 1_000_000_000, "images over which the learning rate rises"),
            Setting.word("learningRateSchedule", "what becomes of the learning rate", "root", "constant", "cosine",
                    "step"),
            Setting.whole("learningRatePeriod", 20_000, 0, 1_000_000_000_000L,
                    "images that the schedule is measured in: root falls from there on, cosine ends there, step falls"
                            + " at each multiple; 0 for a constant rate"),
            Setting.number("learningRateFactor", "0.1", 0, 1, "of schedule step, and what cosine ends at"),
            Setting.number("momentum", "0.9", 0, 0.9999, "of sgd"),
            Setting.flag("nesterov", false, "whether sgd's momentum looks ahead"),
            Setting.number("adamBeta1", "0.9", 0, 0.9999, "decay of Adam's first moment"),
            Setting.number("adamBeta2", "0.99", 0, 0.99999, "decay of Adam's second moment"),
            Setting.number("rmspropDecay", "0.99", 0, 0.99999, "decay of RMSprop's mean square"),
            Setting.number("epsilon", "1e-8", 0, 1, "what Adam and RMSprop add to the root"),
            Setting.number("weightDecay", "0", 0, 10, "pull of the weights to zero (adam has none: take adamw)"),
            Setting.number("clipNorm", "0", 0, 1e9, "longest gradient that is followed as it is; 0 for any"),
            Setting.number("averaging", "0.05", 0, 0.25,
                    "width of the weights' average, as a share of the run; 0 for none"),
            Setting.flag("classConditional", true, "whether the model knows of classes, where there are some"),
            Setting.flag("flips", false, "whether half of the pictures are mirrored, left to right"),
            Setting.whole("shifts", 0, 0, 32, "pixels that pictures are moved by at most, in each direction"),
            Setting.number("colour", "0", 0, 1, "how far brightness, contrast and saturation are changed at most")))
            .and(EvaluationSettings.SETTINGS);

    public TrainingSettings {
        if (batch % accumulation != 0) {
            throw dev.limner.contracts.problems.ProblemException.invalidField("settings.accumulation",
                    "%d does not divide the batch of %d".formatted(accumulation, batch));
        }
    }

    /** From all values of a configuration. */
    public static TrainingSettings of(Values values) {
        return new TrainingSettings(values.whole("batch"), values.whole("accumulation"), rule(values),
                rate(values, values.number("learningRate")), values.number("clipNorm"), values.number("averaging"),
                new Augmentation(values.flag("flips"), values.whole("shifts"), values.number("colour")));
    }

    /** The same schedule from another reference: two time scales for the two sides of a pair. */
    public static LearningRate rate(Values values, double reference) {
        return new LearningRate(reference, values.count("learningRateWarmUp"),
                LearningRate.Shape.valueOf(values.word("learningRateSchedule").toUpperCase(Locale.ROOT)),
                values.count("learningRatePeriod"), values.number("learningRateFactor"));
    }

    /** An optimiser for a network's parameters. */
    public Optimiser optimiser(NDManager manager, Parameters parameters) {
        return new Descent(manager, parameters, rule, clip);
    }

    private static Rule rule(Values values) {
        double decay = values.number("weightDecay");
        return switch (values.word("optimiser")) {
            case "adam" -> adam(values, 0);
            case "adamw" -> adam(values, decay);
            case "rmsprop" -> new RmsProp(values.number("rmspropDecay"), values.number("epsilon"), decay);
            case "sgd" -> new Sgd(values.number("momentum"), values.flag("nesterov"), decay);
            default -> throw new IllegalArgumentException("optimiser " + values.word("optimiser"));
        };
    }

    private static Adam adam(Values values, double decay) {
        return new Adam(values.number("adamBeta1"), values.number("adamBeta2"), values.number("epsilon"), decay);
    }
}
