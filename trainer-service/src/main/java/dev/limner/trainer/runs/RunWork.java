package dev.limner.trainer.runs;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jboss.logging.Logger;

import dev.limner.contracts.messages.TrainingEvent;
import dev.limner.contracts.problems.Problem;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.jobs.Announcement;
import dev.limner.jobs.Claim;
import dev.limner.jobs.Job;
import dev.limner.jobs.JobHandler;
import dev.limner.jobs.Jobs;
import dev.limner.models.Description;
import dev.limner.models.Outcome;
import dev.limner.models.Snapshot;
import dev.limner.models.Training;
import dev.limner.models.TrainingPictures;
import dev.limner.store.ObjectStore;
import dev.limner.store.StoreUnavailableException;
import dev.limner.store.checkpoints.CheckpointManifest;
import dev.limner.store.checkpoints.CheckpointStore;
import dev.limner.store.checkpoints.Descriptions;
import dev.limner.store.checkpoints.StoredCheckpoint;
import dev.limner.store.datasets.DatasetManifest;
import dev.limner.store.datasets.DatasetStore;
import dev.limner.store.datasets.Split;

/**
 * Trains a claimed run from its last checkpoint to the end of its budget. The rule it keeps: <b>a run that was killed or
 * paused ends with the weights of an undisturbed one</b>, since every claim works from the same plan and goes on from a
 * complete checkpoint; at worst what came after that checkpoint is done again.
 *
 * <p>While S3 is away a run waits for it. One at a time in a process: the engine has one gradient collector.
 */
final class RunWork implements JobHandler {
    private static final Logger LOG = Logger.getLogger(RunWork.class);

    private final Settings settings;
    private final RunTable table;
    private final ModelRegistry registry;
    private final ObjectStore objects;
    private final DatasetStore datasets;
    private final CheckpointStore checkpoints;
    private final Descriptions descriptions;
    private final Retention retention;
    private final ProgressWire wire;
    private final Clock clock;

    /**
     * How runs are done here.
     *
     * @param device          {@code auto}, {@code cpu} or {@code cuda:N}, where a run does not say
     * @param checkpointEvery between two checkpoints of a run
     * @param inception       a file with Inception's weights to evaluate by
     */
    record Settings(String device, Duration checkpointEvery, Optional<Path> inception) {}

    RunWork(Settings settings, Jobs jobs, ObjectStore objects, Retention retention, ProgressWire wire,
            Clock clock) {
        this.settings = settings;
        this.table = new RunTable(jobs);
        this.registry = new ModelRegistry(jobs);
        this.objects = objects;
        this.datasets = new DatasetStore(objects);
        this.checkpoints = new CheckpointStore(objects);
        this.descriptions = new Descriptions(objects);
        this.retention = retention;
        this.wire = wire;
        this.clock = clock;
    }

    @Override
    public void run(Claim claim) {
        RunTable.Row run = table.find(claim.job().id()).orElseThrow(
                () -> new IllegalStateException("run %s has no plan".formatted(claim.job().id())));
        RunPlan plan = run.plan();
        Patience patience = new Patience(claim);
        DatasetManifest dataset = patience.wait(() -> datasets.manifest(plan.dataset()));
        TrainingPictures train = patience.wait(() -> pictures(dataset, Split.TRAIN, plan));
        TrainingPictures heldOut = patience.wait(() -> pictures(dataset, Split.HELD_OUT, plan));
        describe(plan, patience);
        Optional<Resumed> resumed = patience.wait(() -> resumed(plan));
        Optional<Snapshot> from = resumed.map(Resumed::snapshot);
        long images = from.map(Snapshot::images).orElse(0L);
        RunLog log = new RunLog(objects, plan, claim.epoch(), images, clock);
        CheckpointWriter writer = new CheckpointWriter(claim, run, registry, objects, log, clock,
                resumed.map(Resumed::manifest));
        RunObserver observer = new RunObserver(claim, plan, images, settings.checkpointEvery(), writer, log,
                retention, wire, clock);
        LOG.infof("Run %s of model %s goes from %d images to %s", plan.run(), plan.model(),
                images, plan.budget());
        end(claim, run, train(plan, train, heldOut, from, observer, patience), writer);
    }

    private Outcome train(RunPlan plan, TrainingPictures train, TrainingPictures heldOut, Optional<Snapshot> from,
            RunObserver observer, Patience patience) {
        try {
            return Training.run(plan.configuration(), plan.budget(), train, heldOut, from,
                    plan.device() == null ? settings.device() : plan.device(), observer,
                    new StoredFeatures(objects, patience, settings.inception()), System::nanoTime);
        } finally {
            observer.ended();
        }
    }

    /** Stored once for a run. What cannot be described can be trained nevertheless. */
    private void describe(RunPlan plan, Patience patience) {
        if (patience.wait(() -> descriptions.has(plan.model(), plan.run()))) {
            return;
        }
        try {
            Description description = Description.of(plan.configuration());
            patience.wait(() -> {
                descriptions.save(plan.model(), plan.run(), description);
                return description;
            });
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warnf(e, "The model of run %s is not described", plan.run());
        }
    }

    private void end(Claim claim, RunTable.Row run, Outcome outcome, CheckpointWriter writer) {
        String id = run.plan().run();
        String model = run.plan().model();
        switch (outcome.ending()) {
            case COMPLETED -> {
                run.plan().requireResult(outcome.images());
                CheckpointManifest last = writer.last().filter(done -> done.images() == outcome.images()).orElseThrow(
                        () -> new IllegalStateException("run %s has no checkpoint of its end".formatted(id)));
                ModelRegistry.Change latest = registry.finish(last, run.number());
                List<Announcement> events = new ArrayList<>(latest.events());
                events.add(Runs.event(id, new TrainingEvent.Succeeded(id, model, last.images(), last.checkpoint(),
                        last.digest(), last.metrics())));
                claim.succeed(events, handle -> {
                    table.finish(handle, id);
                    latest.rows().accept(handle);
                });
            }
            case PAUSED -> {
                if (claim.stopWished() || !claim.shuttingDown()) {
                    claim.stopped(List.of(Runs.event(id, new TrainingEvent.Stopped(id, model, outcome.images()))),
                            handle -> {});
                }
            }
            case ABANDONED -> LOG.infof("Run %s is left at %d images", id, outcome.images());
        }
    }

    private TrainingPictures pictures(DatasetManifest dataset, Split split, RunPlan plan) {
        return new DatasetPictures(plan.configuration().shape(), dataset.classes(), datasets.pictures(dataset, split));
    }

    /** Where a run goes on: what its newest checkpoint says, and holds. */
    private record Resumed(CheckpointManifest manifest, Snapshot snapshot) {}

    /** The newest checkpoint that can be read: one that cannot does not take the run with it. */
    private Optional<Resumed> resumed(RunPlan plan) {
        for (String key : table.checkpoints(plan.run())) {
            try {
                StoredCheckpoint stored = checkpoints.load(key);
                CheckpointManifest manifest = stored.manifest();
                return Optional.of(new Resumed(manifest, new Snapshot(plan.configuration(), manifest.images(),
                        Duration.ofMillis(manifest.trainedMillis()), stored.weights(), stored.averages(),
                        checkpoints.trainingState(manifest))));
            } catch (ProblemException e) {
                LOG.errorf(e, "Run %s cannot go on from %s and goes back to the one before", plan.run(), key);
            }
        }
        return Optional.empty();
    }

    @Override
    public List<Announcement> failed(Job job, Problem problem) {
        return Runs.failed(job, problem);
    }

    @Override
    public List<Announcement> cancelled(Job job) {
        return Runs.cancelled(job);
    }
}
