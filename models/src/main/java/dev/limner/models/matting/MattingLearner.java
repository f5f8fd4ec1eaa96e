package dev.limner.models.matting;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
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
import dev.limner.models.losses.AlphaLoss;
import dev.limner.models.losses.BinaryCrossEntropy;
import dev.limner.models.losses.LaplacianPyramid;
import dev.limner.models.settings.TrainingSettings;

/**
 * Learns α of composites I = α F + (1 − α) B whose F and α are a picture's and whose B is made up ({@link Composites}): L = L_α + w_H BCE + w_c
 * L_c + w_∇ L_∇ of {@link AlphaLoss}. (Where the sigmoid is nearly 0 or 1 the first term has next to no gradient, so that it alone
 * would end with no foreground at all, as most pixels have none; the cross-entropy has.) Held-out pictures are measured by {@link AlphaErrors} on composites that never change.
 */
final class MattingLearner implements Learner {
    static final String NETWORK = "matting";

    private final MattingSettings settings;
    private final MattingNetwork network;
    private final Parameters parameters;
    private final Objective objective;

    MattingLearner(Configuration configuration, NDManager manager) {
        settings = MattingSettings.of(configuration.settings());
        network = MattingFamily.network(configuration);
        parameters = new Parameters(manager);
        network.begin(parameters, configuration.seed());
        objective = new Objective("matting", settings.training().optimiser(manager, parameters),
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
        Composites made = Composites.of(batch);
        NDArray predicted = network.apply(averages.get(NETWORK), made.seen());
        SortedMap<String, NDArray> all = AlphaErrors.of(predicted, made.alpha());
        all.put("loss", losses(predicted, made).total());
        return all;
    }

    /** The composites, cut out. */
    @Override
    public Optional<NDArray> reconstructions(Map<String, Weights> averages, Batch batch) {
        Composites made = Composites.of(batch);
        return Optional.of(made.seen().concat(network.apply(averages.get(NETWORK), made.seen()), 1));
    }

    /** In turns: the composite beside the predicted alpha, and the true alpha beside the composite cut out by the predicted. */
    @Override
    public Optional<Comparison> comparison(Map<String, Weights> averages, Batch batch) {
        Composites made = Composites.of(batch);
        NDArray predicted = network.apply(averages.get(NETWORK), made.seen());
        return Optional.of(new Comparison(inTurn(opaque(made.seen()), opaque(grey(made.alpha()))),
                inTurn(opaque(grey(predicted)), made.seen().concat(predicted, 1))));
    }

    private Losses losses(Batch batch) {
        Composites made = Composites.of(batch);
        return losses(network.apply(parameters.in(batch.memory()), made.seen()), made);
    }

    private Losses losses(NDArray predicted, Composites made) {
        SortedMap<String, NDArray> parts = new TreeMap<>();
        parts.put("alpha", AbsoluteError.of(predicted, made.alpha()));
        parts.put("entropy", BinaryCrossEntropy.ofProbabilities(predicted, made.alpha()));
        parts.put("composition",
                AlphaLoss.composition(predicted, made.alpha(), made.foreground(), made.background()));
        parts.put("gradient", AlphaLoss.gradient(predicted, made.alpha()));
        NDArray total = parts.get("alpha").add(Numbers.scaled(parts.get("entropy"), (float) settings.entropy()))
                .add(Numbers.scaled(parts.get("composition"), (float) settings.composition()))
                .add(Numbers.scaled(parts.get("gradient"), (float) settings.gradient()));
        if (settings.pyramid() > 0) {
            parts.put("pyramid", LaplacianPyramid.of(predicted, made.alpha()));
            total = total.add(Numbers.scaled(parts.get("pyramid"), (float) settings.pyramid()));
        }
        return new Losses(total, parts);
    }

    private static NDArray grey(NDArray alpha) {
        return NDArrays.concat(new NDList(alpha, alpha, alpha), 1);
    }

    private static NDArray opaque(NDArray rgb) {
        return rgb.concat(rgb.get(":, :1").onesLike(), 1);
    }

    private static NDArray inTurn(NDArray first, NDArray second) {
        return first.stack(second, 1).reshape(2 * first.getShape().get(0), first.getShape().get(1),
                first.getShape().get(2), first.getShape().get(3));
    }
}
