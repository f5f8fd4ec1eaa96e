package dev.limner.models.cnn;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import dev.limner.models.Batch;
import dev.limner.models.Configuration;
import dev.limner.models.Learner;
import dev.limner.models.Losses;
import dev.limner.models.Network;
import dev.limner.models.Objective;
import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Weights;
import dev.limner.models.layers.Decoder;
import dev.limner.models.settings.TrainingSettings;

/**
 * The naive form, noise to picture: L = MSE(decoder(ε, y), x) with fresh noise ε at each meeting. As ε says nothing of x, the best
 * that a decoder can do is E[x|y], the mean picture of the class, whatever the noise. Kept to show that.
 */
final class NoiseLearner implements Learner {
    private final CnnSettings settings;
    private final Decoder decoder;
    private final Parameters parameters;
    private final Objective objective;

    NoiseLearner(Configuration configuration, NDManager manager) {
        settings = CnnSettings.of(configuration.settings());
        decoder = CnnFamily.decoder(configuration);
        parameters = new Parameters(manager);
        decoder.begin(parameters, configuration.seed());
        objective = new Objective("noise", settings.training().optimiser(manager, parameters),
                settings.training().rate(), batch -> forward(parameters.in(batch.memory()), batch));
    }

    @Override
    public TrainingSettings training() {
        return settings.training();
    }

    @Override
    public List<Network> networks() {
        return List.of(new Network(CnnFamily.DECODER, parameters, Network.Part.PAINTS_AVERAGED));
    }

    @Override
    public List<Objective> objectives() {
        return List.of(objective);
    }

    @Override
    public SortedMap<String, NDArray> heldOut(Map<String, Weights> averages, Batch batch) {
        return forward(averages.get(CnnFamily.DECODER), batch).parts();
    }

    /** None: nothing of a picture reaches the network. */
    @Override
    public Optional<NDArray> reconstructions(Map<String, Weights> averages, Batch batch) {
        return Optional.empty();
    }

    private Losses forward(Weights weights, Batch batch) {
        NDArray decoded = decoder.apply(weights, batch.noise(settings.code()), batch.classes());
        return PictureError.of(decoded, batch.pictures(), settings.laplacian());
    }
}
