package dev.limner.trainer.runs;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.limner.contracts.messages.TrainingEvent;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.jobs.Announcement;
import dev.limner.jobs.Claim;
import dev.limner.models.PictureShape;
import dev.limner.models.Previews;
import dev.limner.models.Snapshot;
import dev.limner.models.evaluation.Evaluation;
import dev.limner.store.ObjectStore;
import dev.limner.store.checkpoints.CheckpointManifest;
import dev.limner.store.checkpoints.CheckpointStore;

/**
 * Makes checkpoints of one claim's run. The rule it keeps: <b>complete or invisible</b>. First the objects, the manifest
 * last of them; then, fenced by the claim's epoch and in one transaction, the rows and the events that name them. All
 * keys carry the epoch, so that what a stale trainer writes is never referenced.
 */
final class CheckpointWriter {
    private final Claim claim;
    private final RunPlan plan;
    private final long number;
    private final ModelRegistry registry;
    private final ObjectStore objects;
    private final CheckpointStore checkpoints;
    private final RunLog log;
    private final Clock clock;
    private Optional<CheckpointManifest> last;

    /**
     * @param log  is written with each checkpoint
     * @param last the checkpoint that the run goes on from
     */
    CheckpointWriter(Claim claim, RunTable.Row run, ModelRegistry registry, ObjectStore objects, RunLog log,
            Clock clock, Optional<CheckpointManifest> last) {
        this.claim = claim;
        this.plan = run.plan();
        this.number = run.number();
        this.registry = registry;
        this.objects = objects;
        this.checkpoints = new CheckpointStore(objects);
        this.log = log;
        this.clock = clock;
        this.last = last;
    }

    /** The run's newest checkpoint. */
    Optional<CheckpointManifest> last() {
        return last;
    }

    /**
     * Makes a checkpoint of a snapshot, unless it has been made. May be repeated where S3 was away.
     *
     * @param evaluation that is among the metrics
     * @return the checkpoint
     * @throws ProblemException                           (diverged) where the weights are no longer numbers
     * @throws dev.limner.store.StoreUnavailableException while S3 is away
     * @throws dev.limner.jobs.LostClaimException         where the run is another claim's by now
     */
    CheckpointManifest write(Snapshot snapshot, Map<String, Double> metrics, Optional<Evaluation> evaluation,
            Previews previews) {
        if (last.filter(made -> made.epoch() == claim.epoch() && made.images() == snapshot.images()).isPresent()) {
            return last.get();
        }
        CheckpointManifest made = save(snapshot, metrics, protocol(metrics, evaluation));
        List<Grids.Grid> grids = Grids.of(previews, evaluation.map(Evaluation::nearest).orElse(List.of()),
                snapshot.configuration().shape(), plan.classes());
        List<Announcement> published = grids.stream().map(grid -> publish(grid, snapshot.images())).toList();
        log.checkpointed(made.images(), made.metrics(), grids);
        ModelRegistry.Change change = plan.paintsAt(made.images())
                ? registry.publish(made, number)
                : registry.keep(made);
        List<Announcement> events = new ArrayList<>(change.events());
        events.add(Runs.event(plan.run(), new TrainingEvent.Checkpointed(plan.run(), plan.model(), made.checkpoint(),
                made.images(), made.digest(), made.key(), made.metrics(), made.metricsProtocol())));
        events.addAll(published);
        claim.advance(events, change.rows());
        last = Optional.of(made);
        return made;
    }

    private CheckpointManifest save(Snapshot snapshot, Map<String, Double> metrics, String protocol) {
        try {
            return checkpoints.save(manifest(snapshot, metrics, protocol), snapshot.weights(), snapshot.averages(),
                    snapshot.trainingState());
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemType.DIVERGED,
                    "after %d images the weights are no longer numbers (%s); a lower learningRate may help"
                            .formatted(snapshot.images(), e.getMessage()),
                    e);
        }
    }

    private CheckpointManifest manifest(Snapshot snapshot, Map<String, Double> metrics, String protocol) {
        PictureShape shape = snapshot.configuration().shape();
        return new CheckpointManifest(CheckpointManifest.FORMAT, plan.model(),
                "%s-%d-%d".formatted(plan.run(), claim.epoch(), snapshot.images()), plan.run(), claim.epoch(),
                plan.family(), plan.preset(), snapshot.configuration().settings(), shape.width(), shape.height(),
                plan.colour(), plan.classes(), plan.dataset(), plan.datasetDigest(), snapshot.images(),
                snapshot.trained().toMillis(), plan.seed(), null, metrics, protocol, null,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    /** How the metrics were measured, on one line; equal lines, comparable metrics. */
    private String protocol(Map<String, Double> metrics, Optional<Evaluation> evaluation) {
        if (metrics.isEmpty()) {
            return "none";
        }
        String losses = "losses-1: means over the held-out pictures of " + plan.dataset();
        return evaluation.map(found -> "%s; %s; painted with %s".formatted(losses, found.protocolLine(),
                found.paintedLine())).orElse(losses);
    }

    private Announcement publish(Grids.Grid grid, long images) {
        String key = "models/%s/%s/grids/%d-%d-%s.png".formatted(plan.model(), plan.run(), claim.epoch(), images,
                grid.kind());
        objects.put(key, grid.png());
        return Runs.event(plan.run(),
                new TrainingEvent.GridPublished(plan.run(), plan.model(), grid.kind(), images, key));
    }
}
