package dev.limner.models.gan;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

import dev.limner.models.Batch;
import dev.limner.models.Configuration;
import dev.limner.models.Learner;
import dev.limner.models.Losses;
import dev.limner.models.Network;
import dev.limner.models.Objective;
import dev.limner.models.Previews;
import dev.limner.models.engine.Parameters;
import dev.limner.models.engine.Weights;
import dev.limner.models.optimisers.Optimiser;
import dev.limner.models.settings.TrainingSettings;

/**
 * Both sides of the pair in turn (Goodfellow et al. 2014, algorithm 1, one step each): the discriminator learns to score
 * real pictures above generated ones, then the generator to be scored higher. The generator paints once a step: the
 * discriminator learns from these pictures as they are, the generator through them. Generated pictures are of the real
 * ones' classes.
 */
final class GanLearner implements Learner {
    private static final int REAL = 0;
    private static final int FAKE = 1;
    private static final int PAINTED = 2;

    private final GanSettings settings;
    private final int classes;
    private final Generator generator;
    private final Discriminator discriminator;
    private final Parameters painting;
    private final Parameters judging;
    private final Objective judge;
    private final Objective paint;
    private final Map<Batch, NDArray> painted = new IdentityHashMap<>();

    GanLearner(Configuration configuration, NDManager manager) {
        settings = GanSettings.of(configuration.settings());
        classes = configuration.classes().size();
        Pair pair = Pair.of(configuration);
        generator = pair.generator();
        discriminator = pair.discriminator();
        painting = new Parameters(manager);
        judging = new Parameters(manager);
        generator.begin(painting, configuration.seed());
        discriminator.begin(judging, configuration.seed());
        Optimiser optimiser = settings.training().optimiser(manager, judging);
        judge = new Objective(Pair.DISCRIMINATOR,
                settings.weightClip() == 0 ? optimiser : new Bounded(optimiser, judging, settings.weightClip()),
                settings.discriminatorRate(), this::judged);
        paint = new Objective(Pair.GENERATOR, settings.training().optimiser(manager, painting),
                settings.training().rate(), this::painted);
    }

    @Override
    public TrainingSettings training() {
        return settings.training();
    }

    @Override
    public List<Network> networks() {
        return List.of(new Network(Pair.GENERATOR, painting, Network.Part.PAINTS_AVERAGED),
                new Network(Pair.DISCRIMINATOR, judging, Network.Part.TRAINS));
    }

    @Override
    public List<Objective> objectives() {
        return List.of(judge, paint);
    }

    @Override
    public List<Objective> objectives(long images) {
        painted.clear();
        long step = images / settings.training().batch() + 1;
        return step % settings.discriminatorSteps() == 0 ? objectives() : List.of(judge);
    }

    /** {@code diversity} and {@code collapsed} (see {@link Diversity}), and what the discriminator makes of both kinds. */
    @Override
    public SortedMap<String, NDArray> heldOut(Map<String, Weights> averages, Batch batch) {
        NDArray x = signal(batch);
        NDArray fake = generator.paint(averages.get(Pair.GENERATOR), batch.noise(settings.latent()), batch.classes(),
                false);
        Weights d = discriminator.prepared(judging.frozen(batch.memory()));
        SortedMap<String, NDArray> metrics = new TreeMap<>();
        metrics.put("realScore", discriminator.score(d, x, batch.classes(), false).mean());
        metrics.put("fakeScore", discriminator.score(d, fake, batch.classes(), false).mean());
        metrics.putAll(Diversity.of(fake, x, batch.classes()));
        return metrics;
    }

    @Override
    public Optional<NDArray> reconstructions(Map<String, Weights> averages, Batch batch) {
        return Optional.empty();
    }

    @Override
    public void judge(Previews previews, long images) {
        Collapse.check(previews.samples(), classes, images);
    }

    private Losses judged(Batch batch) {
        Weights weights = judging.in(batch.memory());
        discriminator.refresh(weights);
        Weights d = discriminator.prepared(weights);
        NDArray fake = paint(batch);
        painted.put(batch, fake);
        NDList scores = scores(d, shown(signal(batch), batch, REAL), shown(fake.stopGradient(), batch, FAKE),
                batch.classes());
        SortedMap<String, NDArray> parts = new TreeMap<>();
        NDArray loss = settings.loss().discriminator(scores.get(0), scores.get(1));
        parts.put("discriminator", loss);
        parts.put("realScore", scores.get(0).mean());
        parts.put("fakeScore", scores.get(1).mean());
        return new Losses(loss, parts);
    }

    private Losses painted(Batch batch) {
        NDArray fake = painted.containsKey(batch) ? painted.remove(batch) : paint(batch);
        Weights d = discriminator.prepared(judging.frozen(batch.memory()));
        NDArray loss = settings.loss().generator(
                discriminator.score(d, shown(fake, batch, PAINTED), batch.classes(), true));
        return new Losses(loss, new TreeMap<>(Map.of("generator", loss)));
    }

    private NDArray paint(Batch batch) {
        return generator.paint(painting.in(batch.memory()), batch.noise(settings.latent()), batch.classes(), true);
    }

    /** Of real and of generated pictures: each kind by itself where the discriminator compares, else all at once. */
    private NDList scores(Weights d, NDArray real, NDArray fake, NDArray y) {
        if (discriminator.compares()) {
            return new NDList(discriminator.score(d, real, y, true), discriminator.score(d, fake, y, true));
        }
        return discriminator.score(d, real.concat(fake), y == null ? null : y.concat(y), true).split(2);
    }

    /** What the discriminator is shown of pictures. */
    private NDArray shown(NDArray x, Batch batch, int pass) {
        return settings.diffAugment().apply(x, batch, pass);
    }

    /** Pictures in [−1, 1]. */
    private static NDArray signal(Batch batch) {
        return batch.pictures().mul(2f).sub(1f);
    }
}
