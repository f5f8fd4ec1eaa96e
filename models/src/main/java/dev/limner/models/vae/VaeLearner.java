package dev.limner.models.vae;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import dev.limner.models.Batch;
import dev.limner.models.Configuration;
import dev.limner.models.Learner;
import dev.limner.models.Losses;
import dev.limner.models.Network;
import dev.limner.models.Objective;
import dev.limner.models.engine.Numbers;
import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Weights;
import dev.limner.models.losses.GaussianDivergence;
import dev.limner.models.settings.TrainingSettings;

/**
 * The negative evidence lower bound (Kingma &amp; Welling 2013, equation 10, with one draw of ε), for a Gaussian likelihood
 * N(x̂, σ²) of each of a picture's D numbers, without its constant:
 *
 * <pre>
 * z = μ + exp(½ log σ_z²) ε                           reparameterised
 * L = D/(2σ²) MSE(x̂, x) + β KL(μ, σ_z²)                [nats a picture]
 * </pre>
 *
 * (or of the density that {@link Likelihood} names) or, where σ is not set, with the σ² = MSE(x̂, x) that minimises it (Rybkin, Daniilidis &amp; Levine 2021, Simple and
 * Effective VAE Training with Calibrated Decoders, equation 6): L = D/2 log MSE(x̂, x) + β KL. So the two terms keep
 * their balance from the first blur to the last detail, on any pictures, without a weight to tune. β rises from 0
 * (Bowman et al. 2016), or the latents would be switched off before the decoder has learnt to use them. Where the prior is
 * learned ({@link FlowPrior}), KL = E log q(z|x,y) − E log p(z|y), the second mean taken at the one z that is drawn.
 */
final class VaeLearner implements Learner {
    static final String NETWORK = "vae";

    private final VaeSettings settings;
    private final VaeNetwork network;
    private final Parameters parameters;
    private final Objective objective;

    VaeLearner(Configuration configuration, NDManager manager) {
        settings = VaeSettings.of(configuration.settings());
        network = new VaeNetwork(settings, configuration.shape(), configuration.classes().size());
        parameters = new Parameters(manager);
        network.begin(parameters, configuration.seed());
        objective = new Objective("vae", settings.training().optimiser(manager, parameters),
                settings.training().rate(), this::losses);
    }

    @Override
    public TrainingSettings training() {
        return settings.training();
    }

    @Override
    public List<Network> networks() {
        return List.of(new Network(NETWORK, parameters, Network.Part.PAINTS_AVERAGED));
    }

    @Override
    public List<Objective> objectives() {
        return List.of(objective);
    }

    @Override
    public SortedMap<String, NDArray> heldOut(Map<String, Weights> averages, Batch batch) {
        Losses losses = forward(averages.get(NETWORK), batch, settings.beta());
        SortedMap<String, NDArray> all = new TreeMap<>(losses.parts());
        all.put("loss", losses.total());
        return all;
    }

    @Override
    public Optional<NDArray> reconstructions(Map<String, Weights> averages, Batch batch) {
        Weights numbers = averages.get(NETWORK);
        VaeNetwork.Posterior q = network.encode(numbers, batch.pictures(), batch.classes());
        return Optional.of(network.decode(numbers, q.mean(), batch.classes()));
    }

    private Losses losses(Batch batch) {
        return forward(parameters.in(batch.memory()), batch, settings.beta(batch.images()));
    }

    private Losses forward(Weights numbers, Batch batch, double beta) {
        NDArray x = batch.pictures();
        VaeNetwork.Posterior q = network.encode(numbers, x, batch.classes());
        NDArray noise = batch.noise(settings.latent());
        NDArray z = Numbers.scaled(q.logVariance(), 0.5f).exp().mul(noise).add(q.mean()); // [N,J]
        NDArray error = settings.likelihood().error(network.decode(numbers, z, batch.classes()), x);
        NDArray divergence = network.prior()
                .map(prior -> GaussianDivergence.negativeEntropy(q.logVariance())
                        .sub(prior.logDensity(numbers, z, batch.classes()).mean()))
                .orElseGet(() -> GaussianDivergence.of(q.mean(), q.logVariance()));
        double d = (double) x.size() / batch.size();
        NDArray likelihood = settings.likelihood().surprise(error, d, settings.deviation());
        NDArray loss = likelihood.add(Numbers.scaled(divergence, (float) beta));
        SortedMap<String, NDArray> parts = new TreeMap<>();
        parts.put("reconstruction", error);
        parts.put("divergence", divergence);
        return new Losses(loss, parts);
    }
}
