package dev.limner.models.matting;

import java.util.List;
import java.util.Map;

import dev.limner.models.Presets;
import dev.limner.models.settings.Setting;
import dev.limner.models.settings.Settings;
import dev.limner.models.settings.TrainingSettings;
import dev.limner.models.settings.Values;

/**
 * All that can be set of a matting network.
 *
 * @param training    as of every family
 * @param channels    of the first convolution; the later ones have twice as many
 * @param entropy     weight of the cross-entropy beside alpha's loss
 * @param composition weight of the composition's loss beside alpha's
 * @param gradient    weight of the gradient's loss beside alpha's
 * @param pyramid     weight of the Laplacian pyramid's loss beside alpha's
 */
record MattingSettings(TrainingSettings training, int channels, double entropy, double composition, double gradient,
        double pyramid) {

    static final Settings SETTINGS = TrainingSettings.SETTINGS.and(List.of(
            Setting.whole("channels", 16, 4, 512, "of the first convolution"),
            Setting.number("entropy", "1", 0, 1000, "weight of the cross-entropy beside alpha's loss"),
            Setting.number("composition", "1", 0, 1000, "weight of the composition's loss beside alpha's"),
            Setting.number("gradient", "1", 0, 1000, "weight of the gradient's loss beside alpha's"),
            Setting.number("pyramid", "2", 0, 1000, "weight of the Laplacian pyramid's loss beside alpha's")));

    /** {@code matting-small}, for minutes on a CPU. */
    static final Presets PRESETS = Presets.of("matting", "matting-small", SETTINGS,
            Map.of("matting-small", Map.of("optimiser", "adamw", "weightDecay", "0.01", "batch", "16",
                    "classConditional", "false", "learningRate", "0.004",
                    "learningRateWarmUp", "500", "learningRatePeriod", "10000")));

    /** The settings of a resolved configuration. */
    static MattingSettings of(Map<String, String> configuration) {
        Values values = new Values(configuration);
        return new MattingSettings(TrainingSettings.of(values), values.whole("channels"), values.number("entropy"),
                values.number("composition"), values.number("gradient"), values.number("pyramid"));
    }
}
