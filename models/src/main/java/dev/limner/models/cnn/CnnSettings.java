package dev.limner.models.cnn;

import java.util.List;
import java.util.Map;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.models.Presets;
import dev.limner.models.settings.Augmentation;
import dev.limner.models.settings.Setting;
import dev.limner.models.settings.Settings;
import dev.limner.models.settings.TrainingSettings;
import dev.limner.models.settings.Values;

/**
 * All that can be set of a decoder without encoder.
 *
 * @param training     as of every family
 * @param channels     of the decoder's later layers; the first ones have twice as many
 * @param hidden       numbers between code and the decoder's first picture
 * @param code         J, numbers of a code
 * @param learned      whether each picture has a code of its own; else it is met with fresh noise each time
 * @param codeRate     learning rate of the codes where the decoder's is its reference
 * @param laplacian    weight of the Laplacian pyramid's loss
 * @param components   of the codes' density, of each class
 * @param temperature  of samples, where a request names none
 * @param samplerBatch pictures of one forward pass of the sampler
 */
record CnnSettings(TrainingSettings training, int channels, int hidden, int code, boolean learned, double codeRate,
        double laplacian, int components, double temperature, int samplerBatch) {

    static final Settings SETTINGS = TrainingSettings.SETTINGS.and(List.of(
            Setting.whole("channels", 32, 4, 512, "of the decoder's later layers"),
            Setting.whole("hidden", 256, 8, 4096, "numbers between code and the decoder's first picture"),
            Setting.whole("code", 64, 1, 512, "numbers of a code"),
            Setting.word("codes", "where a picture's code is from", "learned", "noise"),
            Setting.number("codeLearningRate", "0.03", 0, 1e6, "of the codes"),
            Setting.number("laplacian", "1", 0, 1e6, "weight of the Laplacian pyramid's loss"),
            Setting.whole("components", 4, 1, 256, "of the codes' density, of each class"),
            Setting.number("temperature", "0.7", 0.01, 2, "of samples"),
            Setting.whole("samplerBatch", 16, 1, 1024, "pictures of one forward pass of the sampler")));

    /** Each preset's values: {@code glo-small}, for minutes on a CPU, and {@code cnn-plain}, noise to picture by MSE. */
    static final Presets PRESETS = Presets.of("cnn", "glo-small", SETTINGS, Map.of(
            "glo-small", Map.of(),
            "cnn-plain", Map.of("codes", "noise", "laplacian", "0", "temperature", "1")));

    CnnSettings {
        if (learned && !training.augmentation().equals(Augmentation.NONE)) {
            throw ProblemException.invalidField("settings.flips",
                    "with learned codes each picture has one code, and so must be the same each time:"
                            + " no flips, shifts or colour");
        }
    }

    /** The settings of a resolved configuration. */
    static CnnSettings of(Map<String, String> configuration) {
        Values values = new Values(configuration);
        return new CnnSettings(TrainingSettings.of(values), values.whole("channels"), values.whole("hidden"),
                values.whole("code"), values.word("codes").equals("learned"), values.number("codeLearningRate"),
                values.number("laplacian"), values.whole("components"), values.number("temperature"),
                values.whole("samplerBatch"));
    }

    /** The codes' learning rate for each 1 of the decoder's. */
    double ratio() {
        return codeRate / training.rate().reference();
    }
}
