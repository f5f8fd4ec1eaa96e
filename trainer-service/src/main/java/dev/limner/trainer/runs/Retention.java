package dev.limner.trainer.runs;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

import dev.limner.contracts.Topics;
import dev.limner.jobs.Announcement;
import dev.limner.jobs.Jobs;
import dev.limner.store.ObjectStore;
import dev.limner.store.checkpoints.CheckpointStore;

/**
 * Which checkpoints of a run stay: its newest ones, from which it is resumed and which {@code latest} may come to name,
 * its best one ({@link Best}), and whatever an alias names. The others go in an order that leaves nothing referenced but
 * missing: first the registry, row and tombstone in one transaction; then, when whoever had begun to load it has done so,
 * the objects. What a crash leaves undone the next {@link #sweep} does.
 *
 * <p>It goes by what is committed, so that it does no harm whoever calls it, and however often.
 */
final class Retention {
    private static final Logger LOG = Logger.getLogger(Retention.class);

    private final Jobs jobs;
    private final CheckpointStore checkpoints;
    private final Settings settings;

    /**
     * What is kept where a run does not say.
     *
     * @param newest checkpoints of each run, 1 and up
     * @param grace  between the withdrawal of a checkpoint and the deletion of its objects
     */
    record Settings(int newest, Duration grace) {}

    Retention(Jobs jobs, ObjectStore objects, Settings settings) {
        this.jobs = jobs;
        this.checkpoints = new CheckpointStore(objects);
        this.settings = settings;
    }

    /** Withdraws what a run need not keep. */
    void thin(RunPlan plan) {
        int newest = plan.keepCheckpoints() == null ? settings.newest() : plan.keepCheckpoints();
        List<String> gone = jobs.inTransaction(handle -> {
            // Locked: no alias can come to name one of them before the transaction's end.
            List<Best.Measured> all = Best.measured(handle, plan.run(), true);
            Set<String> kept = new HashSet<>(aliased(handle, plan.model()));
            all.stream().limit(newest).forEach(each -> kept.add(each.checkpoint()));
            Best.of(all).ifPresent(best -> kept.add(best.checkpoint()));
            List<String> surplus = all.stream().map(Best.Measured::checkpoint).filter(each -> !kept.contains(each))
                    .toList();
            surplus.forEach(checkpoint -> withdraw(handle, plan.model(), checkpoint));
            return surplus;
        });
        if (!gone.isEmpty()) {
            LOG.infof("Run %s keeps its %d newest checkpoints and the best; withdrawn: %s", plan.run(), newest, gone);
        }
    }

    /**
     * Deletes the objects of what was withdrawn long enough ago, and the training states of runs that have ended: nobody can
     * resume them, and they are twice as large as the weights.
     *
     * @throws dev.limner.store.StoreUnavailableException while S3 is away; to be repeated
     */
    void sweep() {
        List<String> due = jobs.inTransaction(handle -> handle.createQuery("""
                SELECT manifest FROM withdrawn
                WHERE withdrawn_at <= clock_timestamp() - :grace * interval '1 millisecond' ORDER BY withdrawn_at""")
                .bind("grace", settings.grace().toMillis()).mapTo(String.class).list());
        for (String manifest : due) {
            checkpoints.delete(manifest);
            jobs.inTransaction(handle -> handle.createUpdate("DELETE FROM withdrawn WHERE manifest = :manifest")
                    .bind("manifest", manifest).execute());
        }
        dropTrainingStates();
    }

    private void dropTrainingStates() {
        List<String> runs = jobs.inTransaction(handle -> handle
                .createQuery("SELECT DISTINCT run FROM checkpoint WHERE training_state ORDER BY run")
                .mapTo(String.class)
                .list());
        for (String run : runs) {
            if (jobs.find(run).filter(job -> job.state().terminal()).isPresent()) {
                new RunTable(jobs).checkpoints(run).forEach(checkpoints::deleteTrainingState);
                jobs.inTransaction(handle -> handle
                        .createUpdate("UPDATE checkpoint SET training_state = false WHERE run = :run").bind("run", run)
                        .execute());
            }
        }
    }

    private static List<String> aliased(Handle handle, String model) {
        return handle.createQuery("SELECT checkpoint FROM alias WHERE model = :model").bind("model", model)
                .mapTo(String.class).list();
    }

    private void withdraw(Handle handle, String model, String checkpoint) {
        handle.createUpdate("""
                WITH gone AS (DELETE FROM checkpoint WHERE model = :model AND checkpoint = :checkpoint
                              RETURNING manifest)
                INSERT INTO withdrawn (manifest) SELECT manifest FROM gone""")
                .bind("model", model).bind("checkpoint", checkpoint).execute();
        String key = model + "/" + checkpoint;
        jobs.announce(handle, key + ":withdrawn", Announcement.tombstone(Topics.MODELS, key));
    }
}
