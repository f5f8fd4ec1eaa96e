package dev.limner.models.vae;

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
import dev.limner.models.PictureShape;
import dev.limner.models.TrainingPictures;
import dev.limner.models.density.CodeDensity;
import dev.limner.models.engine.Numbers;
import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Weights;
import dev.limner.models.settings.TrainingSettings;

/**
 * A regularised autoencoder (Ghosh, Sajjadi, Vergari, Black &amp; Schölkopf 2020, From Variational to Deterministic
 * Autoencoders, equations 5 to 7 with the L2 regulariser): instead of noise in the code, what keeps the decoder smooth is asked
 * for as such,
 *
 * <pre>
 * z = encoder(x, y),   L = −log p(x|z) + β ½ ‖z‖² + λ ‖θ_decoder‖²
 * </pre>
 *
 * with p of {@link Likelihood}. As nothing gave the codes a distribution, one is fitted to those of the training pictures afterwards
 * ({@link CodeDensity}; at each snapshot, of up to {@value CodeDensity#MOST_CODES} of them, encoded by the averaged weights).
 */
final class RaeLearner implements Learner {
    private static final int CHUNK = 128;

    private final Configuration configuration;
    private final VaeSettings settings;
    private final TrainingPictures train;
    private final RaeNetwork network;
    private final Parameters parameters;
    private final Parameters mixtures;
    private final Objective objective;

    RaeLearner(Configuration configuration, NDManager manager, TrainingPictures train) {
        this.configuration = configuration;
        this.train = train;
        settings = VaeSettings.of(configuration.settings());
        network = RaeNetwork.of(configuration);
        parameters = new Parameters(manager);
        network.begin(parameters, configuration.seed());
        mixtures = new Parameters(manager);
        network.density().begin(mixtures);
        objective = new Objective("rae", settings.training().optimiser(manager, parameters),
                settings.training().rate(), this::losses);
    }

    @Override
    public TrainingSettings training() {
        return settings.training();
    }

    @Override
    public List<Network> networks() {
        return List.of(new Network(VaeLearner.NETWORK, parameters, Network.Part.PAINTS_AVERAGED),
                new Network(RaeNetwork.DENSITY, mixtures, Network.Part.PAINTS));
    }

    @Override
    public List<Objective> objectives() {
        return List.of(objective);
    }

    @Override
    public void settle(Map<String, Weights> averages, NDManager memory) {
        int count = Math.min(train.count(), CodeDensity.MOST_CODES);
        List<float[]> rows = new ArrayList<>(count);
        List<Integer> labels = new ArrayList<>(count);
        for (int from = 0; from < count; from += CHUNK) {
            int[] chosen = new int[Math.min(CHUNK, count - from)];
            for (int i = 0; i < chosen.length; i++) {
                chosen[i] = (int) ((long) (from + i) * train.count() / count);
                labels.add(train.label(chosen[i]));
            }
            try (NDManager chunk = memory.newSubManager()) {
                rows.addAll(codes(averages.get(VaeLearner.NETWORK), chunk, chosen));
            }
        }
        mixtures.set(network.density().fit(new CodeDensity.Codes(rows, labels), configuration.seed()));
    }

    @Override
    public SortedMap<String, NDArray> heldOut(Map<String, Weights> averages, Batch batch) {
        Losses losses = forward(averages.get(VaeLearner.NETWORK), batch);
        SortedMap<String, NDArray> all = new TreeMap<>(losses.parts());
        all.put("loss", losses.total());
        return all;
    }

    @Override
    public Optional<NDArray> reconstructions(Map<String, Weights> averages, Batch batch) {
        Weights weights = averages.get(VaeLearner.NETWORK);
        NDArray z = network.encoder().apply(weights, batch.pictures(), batch.classes());
        return Optional.of(network.decoder().apply(weights, z, batch.classes()));
    }

    private Losses losses(Batch batch) {
        Weights weights = parameters.in(batch.memory());
        Losses losses = forward(weights, batch);
        NDArray decay = Numbers.scaled(network.decoder().squaredNorm(weights), (float) settings.decoderDecay());
        return new Losses(losses.total().add(decay), losses.parts());
    }

    private Losses forward(Weights weights, Batch batch) {
        NDArray x = batch.pictures();
        NDArray z = network.encoder().apply(weights, x, batch.classes()); // [N,J]
        NDArray error = settings.likelihood().error(network.decoder().apply(weights, z, batch.classes()), x);
        NDArray length = Numbers.scaled(z.square().sum(new int[]{1}).mean(), 0.5f);
        NDArray surprise = settings.likelihood().surprise(error, (double) x.size() / batch.size(),
                settings.deviation());
        SortedMap<String, NDArray> parts = new TreeMap<>();
        parts.put("reconstruction", error);
        parts.put("codes", length);
        return new Losses(surprise.add(Numbers.scaled(length, (float) settings.beta())), parts);
    }

    private List<float[]> codes(Weights weights, NDManager memory, int[] chosen) {
        PictureShape shape = train.shape();
        byte[] pixels = new byte[chosen.length * shape.bytes()];
        int[] labels = new int[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            train.copy(chosen[i], pixels, i * shape.bytes());
            labels[i] = train.label(chosen[i]);
        }
        NDArray x = Numbers.pictures(memory, pixels, chosen.length, shape.channels(), shape.height(), shape.width());
        NDArray y = Numbers.oneHot(memory, labels, configuration.classes().size());
        float[] all = network.encoder().apply(weights, x, y).toFloatArray();
        List<float[]> rows = new ArrayList<>();
        for (int i = 0; i < chosen.length; i++) {
            rows.add(java.util.Arrays.copyOfRange(all, i * settings.latent(), (i + 1) * settings.latent()));
        }
        return rows;
    }
}
