package dev.limner.generator.serving;

import java.util.Objects;
import java.util.SortedMap;

import dev.limner.contracts.messages.ModelEvent.CheckpointPublished;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.contracts.tensors.Tensor;
import dev.limner.models.Configuration;
import dev.limner.models.Families;
import dev.limner.models.Family;
import dev.limner.models.PictureShape;
import dev.limner.models.Sampler;
import dev.limner.store.checkpoints.CheckpointManifest;
import dev.limner.store.checkpoints.CheckpointStore;
import dev.limner.store.checkpoints.StoredCheckpoint;

/** Loads checkpoints from the bucket; paints with the averaged weights where the run kept some. */
public final class StoredModelLoader implements ModelLoader {
    private static final int NO_LABEL = -1;

    private final CheckpointStore checkpoints;
    private final String device;

    /**
     * @param device {@code auto}, {@code cpu} or {@code cuda:N}
     */
    public StoredModelLoader(CheckpointStore checkpoints, String device) {
        this.checkpoints = checkpoints;
        this.device = device;
    }

    @Override
    public LoadedModel load(CheckpointPublished checkpoint) {
        StoredCheckpoint stored = checkpoints.load(checkpoint.manifest());
        CheckpointManifest manifest = stored.manifest();
        if (!manifest.digest().equals(checkpoint.digest())) {
            throw new ProblemException(ProblemType.CORRUPT_OBJECT,
                    "checkpoint '%s' of model '%s' has digest %s, where the registry says %s".formatted(
                            checkpoint.checkpoint(), checkpoint.model(), manifest.digest(), checkpoint.digest()));
        }
        if (!Families.named(manifest.family()).paints()) {
            throw new ProblemException(ProblemType.UNSUPPORTED_OPERATION,
                    "model '%s' is of family %s, which paints no pictures; those of these families do: %s"
                            .formatted(manifest.model(), manifest.family(), Families.painters()));
        }
        PictureShape shape = new PictureShape(manifest.colour().channels(), manifest.height(), manifest.width());
        Configuration configuration = Configuration.of(manifest.family(), manifest.preset(), manifest.configuration(),
                shape, manifest.classes(), manifest.seed());
        SortedMap<String, Tensor> weights = stored.averages().isEmpty() ? stored.weights() : stored.averages();
        long bytes = weights.values().stream().mapToLong(tensor -> tensor.data().remaining()).sum();
        Sampler sampler = sampler(configuration, weights, manifest);
        try {
            sampler.sample(0, 0, 1, new int[]{NO_LABEL}, 1);
            return new LoadedModel(manifest, sampler, bytes);
        } catch (RuntimeException e) {
            sampler.close();
            throw e;
        }
    }

    /** What the family refuses is not the fault of whoever asked for a picture. */
    private Sampler sampler(Configuration configuration, SortedMap<String, Tensor> weights,
            CheckpointManifest manifest) {
        try {
            Family family = Families.named(manifest.family());
            family.presets().require(configuration);
            return family.sampler(configuration, weights, device);
        } catch (ProblemException e) {
            throw new ProblemException(ProblemType.INTERNAL,
                    "checkpoint '%s' of model '%s' cannot be loaded by this version: %s %s".formatted(
                            manifest.checkpoint(), manifest.model(),
                            Objects.requireNonNullElse(e.problem().field(), "it"), e.problem().detail()),
                    e);
        }
    }
}
