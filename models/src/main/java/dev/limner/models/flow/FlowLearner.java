package dev.limner.models.flow;

import java.util.ArrayList;
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
import dev.limner.models.losses.AbsoluteError;
import dev.limner.models.losses.EdgeError;
import dev.limner.models.optimisers.Optimiser;
import dev.limner.models.settings.TrainingSettings;

/**
 * Learns a flow, after an autoencoder where the flow is in latents: the first {@code autoencoderImages} images train the one,
 * all later ones the other, in the latents of the first as it then is. How long the first stage lasts depends on
 * nothing else, so the weights at some number of images do not depend on the budget. The autoencoder takes a batch in a few
 * parts, each a step of its own: it learns more from many steps than from smooth ones.
 *
 * <pre>
 * first    L = L1(x̂, x) + w L1(∇x̂, ∇x),   x̂ = decoder(encoder(x) + σ ε)
 * second   L = ‖v(x_t, t, y) − (x_1 − x_0)‖²,  x_t = (1 − t) x_0 + t x_1,  x_0 = ε, x_1 = encoder(x)      {@link FlowMatching}
 * </pre>
 */
final class FlowLearner implements Learner {
    private final FlowSettings settings;
    private final FlowNetworks networks;
    private final FlowMatching matching;
    private final Parameters velocity;
    private final Optional<Parameters> autoencoder;
    private final List<Network> trained = new ArrayList<>();
    /** One for each part of a batch, all of one optimiser; empty in the pixels. */
    private final List<Objective> firstStage = new ArrayList<>();
    private final Objective secondStage;

    FlowLearner(Configuration configuration, NDManager manager) {
        settings = FlowSettings.of(configuration.settings());
        networks = FlowNetworks.of(configuration);
        matching = new FlowMatching(networks.velocity(), settings);
        autoencoder = networks.autoencoder().map(network -> {
            Parameters parameters = new Parameters(manager);
            network.begin(parameters, configuration.seed());
            trained.add(new Network(FlowNetworks.AUTOENCODER, parameters, Network.Part.PAINTS_AVERAGED));
            Optimiser optimiser = training().optimiser(manager, parameters);
            int steps = Math.min(settings.first().steps(), training().batch() / training().accumulation());
            for (int i = 0; i < steps; i++) {
                int part = i;
                firstStage.add(new Objective(FlowNetworks.AUTOENCODER, optimiser, settings.first().rate(),
                        batch -> autoencoding(parameters, batch, part, steps)));
            }
            return parameters;
        });
        velocity = new Parameters(manager);
        networks.velocity().begin(velocity, configuration.seed());
        trained.add(new Network(FlowNetworks.VELOCITY, velocity, Network.Part.PAINTS_AVERAGED));
        secondStage = new Objective(FlowNetworks.VELOCITY, training().optimiser(manager, velocity), settings.rate(),
                this::flow);
    }

    @Override
    public TrainingSettings training() {
        return settings.training();
    }

    @Override
    public List<Network> networks() {
        return trained;
    }

    @Override
    public List<Objective> objectives() {
        return firstStage.isEmpty() ? List.of(secondStage) : List.of(firstStage.get(0), secondStage);
    }

    @Override
    public List<Objective> objectives(long images) {
        return !firstStage.isEmpty() && images < settings.first().images() ? firstStage : List.of(secondStage);
    }

    @Override
    public SortedMap<String, NDArray> heldOut(Map<String, Weights> averages, Batch batch) {
        SortedMap<String, NDArray> losses = new TreeMap<>();
        Weights coder = averages.get(FlowNetworks.AUTOENCODER);
        if (coder != null) {
            losses.putAll(autoencoding(coder, batch, false).parts());
        }
        losses.put("velocity", matching.heldOut(averages.get(FlowNetworks.VELOCITY), batch, data(coder, batch)));
        return losses;
    }

    @Override
    public Optional<NDArray> reconstructions(Map<String, Weights> averages, Batch batch) {
        Weights coder = averages.get(FlowNetworks.AUTOENCODER);
        return networks.autoencoder()
                .map(network -> network.decode(coder, network.encode(coder, batch.pictures(), false)));
    }

    /** What one step of the first stage sees of a batch; its share, so that the losses of all are the batch's. */
    private Losses autoencoding(Parameters parameters, Batch batch, int part, int parts) {
        Batch some = batch.part(batch.size() * part / parts, batch.size() * (part + 1) / parts);
        Losses losses = autoencoding(parameters.in(batch.memory()), some, true);
        SortedMap<String, NDArray> shares = new TreeMap<>();
        losses.parts().forEach((name, loss) -> shares.put(name, Numbers.scaled(loss, 1f / parts)));
        return new Losses(Numbers.scaled(losses.total(), 1f / parts), shares);
    }

    private Losses autoencoding(Weights weights, Batch batch, boolean training) {
        Autoencoder network = networks.autoencoder().orElseThrow();
        NDArray z = network.encode(weights, batch.pictures(), training); // [N,J,h,w]
        if (training && settings.first().noise() > 0) {
            NDArray noise = batch.noise(networks.numbers()).reshape(z.getShape());
            z = z.add(Numbers.scaled(noise, (float) settings.first().noise()));
        }
        NDArray painted = network.decode(weights, z);
        NDArray error = AbsoluteError.of(painted, batch.pictures());
        NDArray edges = EdgeError.of(painted, batch.pictures());
        SortedMap<String, NDArray> parts = new TreeMap<>();
        parts.put("reconstruction", error);
        parts.put("edges", edges);
        return new Losses(error.add(Numbers.scaled(edges, (float) settings.first().edges())), parts);
    }

    private Losses flow(Batch batch) {
        Weights coder = autoencoder.map(parameters -> parameters.frozen(batch.memory())).orElse(null);
        NDArray loss = matching.training(velocity.in(batch.memory()), batch, data(coder, batch));
        return new Losses(loss, new TreeMap<>(Map.of("velocity", loss)));
    }

    /** x₁ [N,c,h,w]: latents, or pixels in [−1, 1]. */
    private NDArray data(Weights coder, Batch batch) {
        return networks.autoencoder().map(network -> network.encode(coder, batch.pictures(), false))
                .orElseGet(() -> Numbers.scaled(batch.pictures(), 2).sub(1f));
    }
}
