package dev.limner.trainer.runs;

import java.util.List;
import java.util.Map;

import dev.limner.contracts.messages.Colour;
import dev.limner.contracts.messages.TrainingCommand;
import dev.limner.contracts.messages.TrainingEvent;
import dev.limner.contracts.names.Budget;
import dev.limner.contracts.names.DatasetReference;
import dev.limner.contracts.names.Seeds;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.models.Configuration;
import dev.limner.models.Families;
import dev.limner.models.Family;
import dev.limner.models.PictureShape;
import dev.limner.store.datasets.DatasetManifest;

/**
 * A training run with everything its command left open filled in, once, when it is accepted: what the dataset's newest
 * version was then, every setting, the seed. Every claim of the run works from it.
 *
 * @param run           its id
 * @param settings      every setting of the family, resolved
 * @param dataset       always with its version
 * @param datasetDigest that version's digest
 * @param width         of the pictures, in pixels
 * @param height        of the pictures, in pixels
 * @param classes       of the model, in the order of their indices; empty for one that knows none
 * @param device        where to train; null for the trainer's own
 * @param keepCheckpoints how many newest ones to keep; null for the trainer's own number
 */
record RunPlan(String run, String model, String family, String preset, Map<String, String> settings,
        DatasetReference dataset, String datasetDigest, int width, int height, Colour colour, List<String> classes,
        Budget budget, long seed, String device, Integer keepCheckpoints) {

    /**
     * Resolves a command against the dataset version it means.
     *
     * @throws dev.limner.contracts.problems.ProblemException (invalid field) for a family, a preset or a setting that
     *                                                        there is not, or a dataset version that none can learn
     */
    static RunPlan of(TrainingCommand.Start start, DatasetManifest dataset) {
        Family family = Families.named(start.family());
        long seed = start.seed() == null ? Seeds.of(start.id()) : start.seed();
        PictureShape shape = new PictureShape(dataset.colour().channels(), dataset.height(), dataset.width());
        Configuration configuration = family.configure(start.preset(),
                family.suited(start.preset(), start.settings(), shape, start.budget()), shape, dataset.classes(), seed);
        family.check(configuration, start.budget());
        return new RunPlan(start.id(), start.model(), configuration.family(), configuration.preset(),
                configuration.settings(), dataset.reference(), dataset.digest(), dataset.width(), dataset.height(),
                dataset.colour(), configuration.classes(), start.budget(), seed, start.device(),
                start.keepCheckpoints());
    }

    Configuration configuration() {
        return Configuration.of(family, preset, settings, new PictureShape(colour.channels(), height, width), classes,
                seed);
    }

    /** Whether a checkpoint made at so many images can paint; what cannot serves only to resume the run. */
    boolean paintsAt(long images) {
        return images > paintsFrom() || paintsFrom() == 0;
    }

    /**
     * Looks at where a run ended.
     *
     * @throws ProblemException (unfinished) where its time was over before there was anything to paint with
     */
    void requireResult(long images) {
        if (!paintsAt(images)) {
            throw new ProblemException(ProblemType.UNFINISHED,
                    "after %d images in %s model '%s' is still in its first stage of %d, and would paint noise: take a longer budget, or fewer images for the first stage by the setting autoencoderImages"
                            .formatted(images, budget, model, paintsFrom()));
        }
    }

    private long paintsFrom() {
        return Families.named(family).paintsFrom(configuration());
    }

    TrainingEvent.Accepted accepted() {
        return new TrainingEvent.Accepted(run, model, family, preset, dataset, budget, seed, settings);
    }
}
