package dev.limner.models.vae;

import java.util.List;
import java.util.Map;

import dev.limner.models.Presets;
import dev.limner.models.settings.Setting;
import dev.limner.models.settings.Settings;
import dev.limner.models.settings.TrainingSettings;
import dev.limner.models.settings.Values;

/**
 * All that can be set of a VAE.
 *
 * @param training     as of every family
 * @param channels     of the first convolution; the later ones have twice as many
 * @param hidden       numbers between latents and the decoder's first picture
 * @param latent       J, latent numbers
 * @param variational  whether codes are drawn from q(z|x,y) in training; else the encoder says one
 * @param couplings    of the learned prior; 0 for N(0, I)
 * @param components   of the density that is fitted to deterministic codes, of each class
 * @param likelihood   of a picture's numbers
 * @param beta         β, weight of the divergence once warm; of half the squared length of deterministic codes
 * @param decoderDecay λ, weight of the decoder's squared weights beside deterministic codes
 * @param betaWarmUp   images over which β rises from 0
 * @param deviation    σ of the likelihood in units of white; 0 for the one that fits best
 * @param temperature  of samples, where a request names none
 * @param samplerBatch pictures of one forward pass of the sampler
 */
record VaeSettings(TrainingSettings training, int channels, int hidden, int latent, boolean variational,
        int couplings, int components, Likelihood likelihood, double beta, double decoderDecay, long betaWarmUp,
        double deviation, double temperature, int samplerBatch) {

    static final Settings SETTINGS = TrainingSettings.SETTINGS.and(List.of(
            Setting.whole("channels", 32, 4, 512, "of the first convolution"),
            Setting.whole("hidden", 128, 8, 4096, "numbers between latents and the decoder's first picture"),
            Setting.whole("latent", 48, 1, 1024, "latent numbers"),
            Setting.word("encoder", "whether codes are drawn in training, or each picture has one", "variational",
                    "deterministic"),
            Setting.whole("couplings", 6, 0, 64, "of the learned prior; 0 for a normal distribution"),
            Setting.whole("components", 4, 1, 256, "of the density of deterministic codes, of each class"),
            Setting.word("loss", "how far a reconstruction is off", "mse", "l1", "bce"),
            Setting.number("beta", "0.4", 0, 1000,
                    "weight of the divergence; of half the squared length of deterministic codes"),
            Setting.number("decoderDecay", "0", 0, 10,
                    "weight of the decoder's squared weights beside deterministic codes"),
            Setting.whole("betaWarmUp", 20_000, 0, 1_000_000_000, "images over which beta rises from 0"),
            Setting.number("deviation", "0", 0, 10,
                    "of the pixels' likelihood, 1 being white (mse, l1); 0 for the one that fits best"),
            Setting.number("temperature", "0.5", 0.01, 2, "of samples"),
            Setting.whole("samplerBatch", 16, 1, 1024, "pictures of one forward pass of the sampler")));

    /** Each preset's values: {@code conv-small}, tuned for minutes on a CPU, and {@code vae-plain}, MSE + KL as such; {@code rae} has no noise. */
    static final Presets PRESETS = Presets.of("vae", "conv-small", SETTINGS, Map.of(
            "conv-small", Map.of("averaging", "0.03"),
            "rae", Map.of("averaging", "0.03", "encoder", "deterministic", "beta", "0.1", "decoderDecay", "0.01",
                    "temperature", "0.7"),
            "vae-plain", Map.of("averaging", "0.03", "beta", "1", "couplings", "0", "deviation", "0.70710678",
                    "betaWarmUp", "0", "temperature", "1")));

    /** The settings of a resolved configuration. */
    static VaeSettings of(Map<String, String> configuration) {
        Values values = new Values(configuration);
        return new VaeSettings(TrainingSettings.of(values), values.whole("channels"), values.whole("hidden"),
                values.whole("latent"), values.word("encoder").equals("variational"), values.whole("couplings"),
                values.whole("components"), Likelihood.named(values.word("loss")), values.number("beta"),
                values.number("decoderDecay"), values.count("betaWarmUp"), values.number("deviation"),
                values.number("temperature"), values.whole("samplerBatch"));
    }

    /** β after {@code images} images. */
    double beta(long images) {
        return betaWarmUp == 0 ? beta : beta * Math.min((double) images / betaWarmUp, 1);
    }
}
