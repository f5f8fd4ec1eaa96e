package dev.limner.models.gan;

import java.util.List;
import java.util.Map;

import dev.limner.models.Presets;
import dev.limner.models.losses.AdversarialLoss;
import dev.limner.models.losses.Hinge;
import dev.limner.models.losses.LeastSquares;
import dev.limner.models.losses.NonSaturating;
import dev.limner.models.losses.Wasserstein;
import dev.limner.models.optimisers.LearningRate;
import dev.limner.models.settings.Setting;
import dev.limner.models.settings.Settings;
import dev.limner.models.settings.TrainingSettings;
import dev.limner.models.settings.Values;

/**
 * All that can be set of an adversarial pair.
 *
 * @param training           as of every family; its learning rate is the generator's
 * @param network            {@code residual} or {@code dcgan}
 * @param channels           F: at full size (residual), of the narrowest layer (dcgan)
 * @param latent             J, numbers of noise
 * @param loss               what both sides minimise
 * @param discriminatorRate  learning rate of the discriminator: the second time scale (Heusel et al. 2017)
 * @param discriminatorSteps steps of the discriminator for each of the generator
 * @param weightClip         c: the discriminator's weights are kept in [−c, c]; 0 for no bound
 * @param diffAugment        what pictures go through before they are judged
 * @param temperature        of samples, where a request names none
 * @param samplerBatch       pictures of one forward pass of the sampler
 */
record GanSettings(TrainingSettings training, String network, int channels, int latent, AdversarialLoss loss,
        LearningRate discriminatorRate, int discriminatorSteps, double weightClip, DiffAugment diffAugment,
        double temperature, int samplerBatch) {

    static final Settings SETTINGS = TrainingSettings.SETTINGS.and(List.of(
            Setting.word("network", "the networks; dcgan is for pictures of 32×32 and 28×28 without classes",
                    "residual",
                    "dcgan"),
            Setting.whole("channels", 16, 2, 512, "at full size; dcgan: of its narrowest layer"),
            Setting.whole("latent", 64, 1, 1024, "numbers of noise"),
            Setting.word("loss", "what both sides minimise", "hinge", "bce", "leastSquares", "wasserstein"),
            Setting.number("discriminatorLearningRate", "0.004", 1e-8, 10, "of the discriminator's optimiser"),
            Setting.whole("discriminatorSteps", 1, 1, 100, "steps of the discriminator for each of the generator"),
            Setting.number("weightClip", "0", 0, 100, "bound of the discriminator's weights; 0 for none"),
            new Setting("diffAugment", "none", "what pictures go through before they are judged; none, or some of"
                    + " colour, translation, cutout with commas between", DiffAugment::allows),
            Setting.number("temperature", "1", 0.01, 2, "of samples: below 1 truncates, for fewer surprises"),
            Setting.whole("samplerBatch", 16, 1, 1024, "pictures of one forward pass of the sampler")));

    /**
     * Each preset's values: {@code resnet-hinge}, tuned for minutes on a CPU, and {@code dcgan-32}, which is Radford et al.
     * 2016 for 32×32.
     */
    static final Presets PRESETS = Presets.of("gan", "resnet-hinge", SETTINGS, Map.of(
            "resnet-hinge",
            Map.of("learningRate", "0.0015", "learningRatePeriod", "50000", "adamBeta1", "0", "averaging",
                    "0.05", "batch", "32"),
            "dcgan-32", Map.ofEntries(Map.entry("network", "dcgan"), Map.entry("channels", "64"),
                    Map.entry("latent", "100"), Map.entry("classConditional", "false"), Map.entry("loss", "bce"),
                    Map.entry("batch", "128"), Map.entry("learningRate", "0.0002"),
                    Map.entry("discriminatorLearningRate", "0.0002"), Map.entry("adamBeta1", "0.5"),
                    Map.entry("adamBeta2", "0.999"), Map.entry("learningRateSchedule", "constant"),
                    Map.entry("learningRateWarmUp", "0"), Map.entry("averaging", "0"))));

    /** The settings of a resolved configuration. */
    static GanSettings of(Map<String, String> configuration) {
        Values values = new Values(configuration);
        return new GanSettings(TrainingSettings.of(values), values.word("network"), values.whole("channels"),
                values.whole("latent"), loss(values.word("loss")),
                TrainingSettings.rate(values, values.number("discriminatorLearningRate")),
                values.whole("discriminatorSteps"), values.number("weightClip"),
                DiffAugment.named(values.word("diffAugment")), values.number("temperature"),
                values.whole("samplerBatch"));
    }

    private static AdversarialLoss loss(String name) {
        return switch (name) {
            case "hinge" -> new Hinge();
            case "bce" -> new NonSaturating();
            case "leastSquares" -> new LeastSquares();
            case "wasserstein" -> new Wasserstein();
            default -> throw new IllegalArgumentException("loss " + name);
        };
    }
}
