package dev.limner.models.vae;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.limner.models.optimisers.Adam;
import dev.limner.models.optimisers.LearningRate;
import dev.limner.models.settings.Setting;
import dev.limner.models.settings.Settings;

/**
 * All that can be set of a VAE.
 *
 * @param batch        pictures of one step
 * @param channels     of the first convolution; the later ones have twice as many
 * @param hidden       numbers between latents and the decoder's first picture
 * @param latent       J, latent numbers
 * @param couplings    of the learned prior; 0 for N(0, I)
 * @param rate         of Adam
 * @param adam         decays of Adam's moments
 * @param averaging    σ_rel of the averaged weights, 0 for none
 * @param beta         β, weight of the divergence once warm
 * @param betaWarmUp   images over which β rises from 0
 * @param deviation    σ of the pixels' Gaussian likelihood in units of white; 0 for the one that fits best
 * @param temperature  of samples, where a request names none
 * @param samplerBatch pictures of one forward pass of the sampler
 */
record VaeSettings(int batch, int channels, int hidden, int latent, int couplings, LearningRate rate,
        Adam.Settings adam,
        double averaging, double beta, long betaWarmUp, double deviation, double temperature, int samplerBatch) {

    static final Settings SETTINGS = new Settings(List.of(
            Setting.whole("batch", 1, 4096, "pictures of one step"),
            Setting.whole("channels", 4, 512, "of the first convolution"),
            Setting.whole("hidden", 8, 4096, "numbers between latents and the decoder's first picture"),
            Setting.whole("latent", 1, 1024, "latent numbers"),
            Setting.whole("couplings", 0, 64, "of the learned prior; 0 for a normal distribution"),
            Setting.number("learningRate", 1e-8, 1, "of Adam"),
            Setting.whole("learningRateWarmUp", 0, 1_000_000_000, "images over which the learning rate rises"),
            Setting.whole("learningRateDecay", 0, 1_000_000_000_000L,
                    "images from which the learning rate falls by the inverse root; 0 for never"),
            Setting.number("adamBeta1", 0, 0.9999, "decay of Adam's first moment"),
            Setting.number("adamBeta2", 0, 0.99999, "decay of Adam's second moment"),
            Setting.number("averaging", 0, 0.25, "width of the weights' average, as a share of the run; 0 for none"),
            Setting.number("beta", 0, 1000, "weight of the divergence"),
            Setting.whole("betaWarmUp", 0, 1_000_000_000, "images over which beta rises from 0"),
            Setting.number("deviation", 0, 10,
                    "of the pixels' likelihood, 1 being white; 0 for the one that fits best"),
            Setting.number("temperature", 0.01, 2, "of samples"),
            Setting.whole("samplerBatch", 1, 1024, "pictures of one forward pass of the sampler")));

    private static final Map<String, String> CONV_SMALL = Map.ofEntries(
            Map.entry("batch", "64"),
            Map.entry("channels", "32"),
            Map.entry("hidden", "128"),
            Map.entry("latent", "48"),
            Map.entry("couplings", "6"),
            Map.entry("learningRate", "0.002"),
            Map.entry("learningRateWarmUp", "2000"),
            Map.entry("learningRateDecay", "20000"),
            Map.entry("adamBeta1", "0.9"),
            Map.entry("adamBeta2", "0.99"),
            Map.entry("averaging", "0.03"),
            Map.entry("beta", "0.4"),
            Map.entry("betaWarmUp", "20000"),
            Map.entry("deviation", "0"),
            Map.entry("temperature", "0.5"),
            Map.entry("samplerBatch", "16"));

    /** Each preset's values: {@code conv-small}, tuned for minutes on a CPU, and {@code vae-plain}, MSE + KL as such. */
    static final SortedMap<String, Map<String, String>> PRESETS = new TreeMap<>(Map.of("conv-small", CONV_SMALL,
            "vae-plain",
            SETTINGS.resolve(CONV_SMALL,
                    Map.of("beta", "1", "couplings", "0", "deviation", "0.70710678", "betaWarmUp", "0", "temperature",
                            "1"))));

    /** The settings of a resolved configuration. */
    static VaeSettings of(Map<String, String> values) {
        Map<String, String> all = SETTINGS.resolve(CONV_SMALL, values);
        return new VaeSettings(whole(all, "batch"), whole(all, "channels"), whole(all, "hidden"), whole(all, "latent"),
                whole(all, "couplings"),
                new LearningRate(number(all, "learningRate"), count(all, "learningRateWarmUp"),
                        count(all, "learningRateDecay")),
                new Adam.Settings(number(all, "adamBeta1"), number(all, "adamBeta2"), 1e-8), number(all, "averaging"),
                number(all, "beta"), count(all, "betaWarmUp"), number(all, "deviation"), number(all, "temperature"),
                whole(all, "samplerBatch"));
    }

    /** β after {@code images} images. */
    double beta(long images) {
        return betaWarmUp == 0 ? beta : beta * Math.min((double) images / betaWarmUp, 1);
    }

    private static int whole(Map<String, String> all, String name) {
        return Integer.parseInt(all.get(name));
    }

    private static long count(Map<String, String> all, String name) {
        return Long.parseLong(all.get(name));
    }

    private static double number(Map<String, String> all, String name) {
        return Double.parseDouble(all.get(name));
    }
}
