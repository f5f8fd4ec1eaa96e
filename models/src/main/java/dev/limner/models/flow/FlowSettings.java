package dev.limner.models.flow;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.limner.models.Presets;
import dev.limner.models.optimisers.LearningRate;
import dev.limner.models.settings.Setting;
import dev.limner.models.settings.Settings;
import dev.limner.models.settings.TrainingSettings;
import dev.limner.models.settings.Values;

/**
 * All that can be set of a flow.
 *
 * @param training     as of every family
 * @param first        of the autoencoder
 * @param channels     C of the velocity network
 * @param blocks       B of the velocity network
 * @param heads        of its attention
 * @param coupling     of noise and pictures
 * @param times        at which it is trained
 * @param classDropout how often a picture's class is kept from the network
 * @param painting     how samples are made
 */
record FlowSettings(TrainingSettings training, First first, int patch, int channels, int blocks, int heads,
        Coupling coupling,
        Times times, double classDropout, Painting painting) {

    /**
     * The first stage.
     *
     * @param latent   whether there is one; the flow is in the pixels otherwise
     * @param images   its length
     * @param steps    parts that a batch is taken in, each a step
     * @param channels C of the autoencoder
     * @param latents  J; 0 for as many as suit the shape
     * @param noise    σ on latents on their way to the decoder
     * @param edges    weight of the error in differences of neighbours
     * @param rate     learning rate
     */
    record First(boolean latent, long images, int steps, int channels, int latents, double noise, double edges,
            LearningRate rate) {}

    /**
     * How samples are made.
     *
     * @param solver      of dx/dt = v
     * @param evaluations of v for one picture, guidance not counted
     * @param guidance    g
     * @param temperature standard deviation of the noise, where a request names none
     * @param batch       pictures of one pass
     */
    record Painting(Solver solver, int evaluations, double guidance, double temperature, int batch) {}

    static final Settings SETTINGS = TrainingSettings.SETTINGS.and(List.of(
            Setting.word("space", "where the flow is: in an autoencoder's latents or in the pixels", "latent",
                    "pixels"),
            Setting.whole("autoencoderImages", 40_000, 1, 1_000_000_000_000L,
                    "images that the autoencoder is trained on, before the flow"),
            Setting.whole("autoencoderSteps", 4, 1, 64, "steps that the autoencoder takes a batch's pictures in"),
            Setting.whole("autoencoderChannels", 32, 4, 512,
                    "of the autoencoder's last convolution but one; the last has twice as many"),
            Setting.number("autoencoderRate", "0.002", 1e-8, 10,
                    "learning rate of the autoencoder, which falls to nothing along half a cosine"),
            Setting.whole("latentChannels", 0, 0, 64,
                    "of the latents; 0 for 4 (grey) or 8 (colour), twice as many for each halving beyond two, up to 32"),
            Setting.number("latentNoise", "0.2", 0, 10, "deviation of the noise on latents before the decoder"),
            Setting.number("edges", "1", 0, 100, "weight of the error in differences of neighbouring pixels"),
            Setting.whole("patch", 0, 0, 64,
                    "side of the squares that pixels are taken in; 0 for the least that leaves 16 a side, 2 or more"),
            Setting.whole("channels", 64, 8, 1024,
                    "of the velocity network's first grid; the lower have twice as many"),
            Setting.whole("blocks", 1, 1, 8, "residual blocks at each grid, on the way down and up"),
            Setting.whole("heads", 4, 1, 64, "of the attention; a divisor of twice the channels"),
            Setting.word("coupling", "of noise and pictures in a batch", "optimalTransport", "independent"),
            Setting.word("times", "at which the flow is trained", "logitNormal", "uniform"),
            Setting.number("classDropout", "0.1", 0, 1, "how often a picture's class is kept from the network"),
            Setting.word("solver", "of the flow", "midpoint", "heun", "euler"),
            Setting.whole("evaluations", 16, 1, 1000, "of the velocity for one picture"),
            Setting.number("guidance", "2", 0, 20, "how far the class counts; 1 for no guidance"),
            Setting.number("temperature", "1", 0.01, 2, "of samples"),
            Setting.whole("samplerBatch", 16, 1, 1024, "pictures of one pass of the sampler")));

    private static final Map<String, String> USUAL = Map.of("batch", "64", "optimiser", "adamw", "weightDecay", "0.01",
            "clipNorm", "1", "learningRatePeriod", "50000", "learningRateWarmUp", "5000", "averaging", "0.05");

    /** Each preset's values. */
    static final Presets PRESETS = Presets.of("flow", "latent-small", SETTINGS, Map.of(
            "latent-small", USUAL,
            "latent-few-step", with(Map.of("evaluations", "4")),
            "pixel-small", with(Map.of("space", "pixels"))));

    /** The settings of a resolved configuration. */
    static FlowSettings of(Map<String, String> configuration) {
        Values values = new Values(configuration);
        long images = values.count("autoencoderImages");
        First first = new First(values.word("space").equals("latent"), images, values.whole("autoencoderSteps"),
                values.whole("autoencoderChannels"),
                values.whole("latentChannels"), values.number("latentNoise"), values.number("edges"),
                new LearningRate(values.number("autoencoderRate"), Math.min(images / 20, 5_000),
                        LearningRate.Shape.COSINE, images, 0.01));
        Painting painting = new Painting(Solver.named(values.word("solver")), values.whole("evaluations"),
                values.number("guidance"), values.number("temperature"), values.whole("samplerBatch"));
        return new FlowSettings(TrainingSettings.of(values), first, values.whole("patch"), values.whole("channels"),
                values.whole("blocks"),
                values.whole("heads"), Coupling.named(values.word("coupling")), Times.named(values.word("times")),
                values.number("classDropout"), painting);
    }

    /** Learning rate of the velocity network, counted from where it begins to learn. */
    LearningRate rate() {
        return first.latent() ? training.rate().after(first.images()) : training.rate();
    }

    private static Map<String, String> with(Map<String, String> more) {
        Map<String, String> both = new TreeMap<>(USUAL);
        both.putAll(more);
        return both;
    }
}
