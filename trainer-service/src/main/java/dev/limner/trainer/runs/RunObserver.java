package dev.limner.trainer.runs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;

import dev.limner.contracts.messages.TrainingEvent;
import dev.limner.jobs.Claim;
import dev.limner.models.Previews;
import dev.limner.models.Progress;
import dev.limner.models.Snapshot;
import dev.limner.models.TrainingObserver;
import dev.limner.models.Wish;
import dev.limner.models.evaluation.Evaluation;
import dev.limner.store.StoreUnavailableException;

/** Stands between a training run and its claim: what the claim wants of the training, what the training tells. */
final class RunObserver implements TrainingObserver {
    private static final Logger LOG = Logger.getLogger(RunObserver.class);

    private final Claim claim;
    private final RunPlan plan;
    private final long images;
    private final Duration checkpointEvery;
    private final CheckpointWriter writer;
    private final RunLog log;
    private final Retention retention;
    private final ProgressWire wire;
    private final Clock clock;
    private final Patience patience;
    private ProgressMeter meter;
    private Instant checkpointed;
    private Optional<Evaluation> evaluation = Optional.empty();

    /**
     * @param images seen where training begins or goes on
     */
    RunObserver(Claim claim, RunPlan plan, long images, Duration checkpointEvery, CheckpointWriter writer,
            RunLog log, Retention retention, ProgressWire wire, Clock clock) {
        this.claim = claim;
        this.plan = plan;
        this.images = images;
        this.checkpointEvery = checkpointEvery;
        this.writer = writer;
        this.log = log;
        this.retention = retention;
        this.wire = wire;
        this.clock = clock;
        this.patience = new Patience(claim);
        this.meter = new ProgressMeter(plan, images, clock);
        this.checkpointed = clock.instant();
    }

    @Override
    public void started(long parameters, String device) {
        claim.append(List.of(Runs.event(plan.run(),
                new TrainingEvent.Started(plan.run(), plan.model(), images, device, parameters))), handle -> {});
        meter = new ProgressMeter(plan, images, clock);
        checkpointed = clock.instant();
    }

    @Override
    public void progressed(Progress progress) {
        meter.after(progress).ifPresent(report -> {
            log.reported(report);
            wire.send(report, claim.epoch());
        });
    }

    @Override
    public Wish wish(Progress progress) {
        if (claim.lost() || claim.cancelWished()) {
            return Wish.ABANDON;
        }
        if (claim.stopWished() || claim.shuttingDown()) {
            return Wish.PAUSE;
        }
        boolean due = !clock.instant().isBefore(checkpointed.plus(checkpointEvery));
        return due ? Wish.CHECKPOINT : Wish.GO_ON;
    }

    @Override
    public void evaluated(long at, Evaluation found) {
        found.warnings().forEach(warning -> LOG.warnf("Run %s at %d images: %s", plan.run(), at, warning));
        evaluation = Optional.of(found);
    }

    @Override
    public void snapshot(Snapshot snapshot, Map<String, Double> metrics, Previews previews) {
        meter.rest().ifPresent(log::reported);
        patience.wait(() -> writer.write(snapshot, metrics, evaluation, previews));
        evaluation = Optional.empty();
        thin();
        checkpointed = clock.instant();
        meter.skip();
    }

    /** What cannot be withdrawn now is withdrawn at the next checkpoint. */
    private void thin() {
        try {
            retention.thin(plan);
        } catch (JdbiException e) {
            LOG.warnf(e, "Run %s keeps its older checkpoints for now", plan.run());
        }
    }

    /** However training ended: what was reported after the last checkpoint is written, where S3 can be reached. */
    void ended() {
        meter.rest().ifPresent(log::reported);
        try {
            log.ended();
        } catch (StoreUnavailableException e) {
            LOG.warnf(e, "What run %s reported after its last checkpoint is not in its TensorBoard files", plan.run());
        }
    }
}
