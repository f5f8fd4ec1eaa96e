package dev.limner.models.cnn;

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
import dev.limner.models.TrainingPictures;
import dev.limner.models.density.CodeDensity;
import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Weights;
import dev.limner.models.layers.Decoder;
import dev.limner.models.settings.TrainingSettings;

/**
 * Generative latent optimisation (Bojanowski et al. 2018, equation 2): decoder and codes are learnt together,
 *
 * <pre>
 * min over θ and z_1 … z_N in the unit ball of  1/N Σ_n l(decoder_θ(z_n, y_n), x_n)
 * </pre>
 *
 * with l of {@link PictureError}. There is no encoder, no divergence and no adversary: what makes it generate is that alike pictures
 * come to have alike codes, so that what is drawn from a density fitted to them ({@link CodeDensity}; at each
 * snapshot) decodes to something like a picture.
 */
final class GloLearner implements Learner {
    private final CnnSettings settings;
    private final Configuration configuration;
    private final TrainingPictures train;
    private final Decoder decoder;
    private final Parameters parameters;
    private final CodeDensity density;
    private final Parameters mixtures;
    private final CodeDescent codes;
    private final Objective objective;

    GloLearner(Configuration configuration, NDManager manager, TrainingPictures train) {
        this.configuration = configuration;
        this.train = train;
        settings = CnnSettings.of(configuration.settings());
        decoder = CnnFamily.decoder(configuration);
        parameters = new Parameters(manager);
        decoder.begin(parameters, configuration.seed());
        density = CnnFamily.density(configuration);
        mixtures = new Parameters(manager);
        density.begin(mixtures);
        codes = new CodeDescent(train.count(), settings.code(),
                () -> FirstCodes.of(train, settings.code(), configuration.seed()));
        objective = new Objective("glo",
                new JointDescent(settings.training().optimiser(manager, parameters), codes, settings.ratio()),
                settings.training().rate(), this::losses);
    }

    @Override
    public TrainingSettings training() {
        return settings.training();
    }

    @Override
    public List<Network> networks() {
        return List.of(new Network(CnnFamily.DECODER, parameters, Network.Part.PAINTS_AVERAGED),
                new Network(CnnFamily.DENSITY, mixtures, Network.Part.PAINTS));
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
        for (int i = 0; i < count; i++) {
            int n = (int) ((long) i * train.count() / count);
            rows.add(codes.code(n));
            labels.add(train.label(n));
        }
        mixtures.set(density.fit(new CodeDensity.Codes(rows, labels), configuration.seed()));
    }

    /** None: a held-out picture has no code. */
    @Override
    public SortedMap<String, NDArray> heldOut(Map<String, Weights> averages, Batch batch) {
        return new TreeMap<>();
    }

    /** None: a held-out picture has no code. */
    @Override
    public Optional<NDArray> reconstructions(Map<String, Weights> averages, Batch batch) {
        return Optional.empty();
    }

    private Losses losses(Batch batch) {
        NDArray decoded = GloPainter.decode(decoder, parameters.in(batch.memory()), codes.rows(batch),
                batch.classes());
        return PictureError.of(decoded, batch.pictures(), settings.laplacian());
    }
}
