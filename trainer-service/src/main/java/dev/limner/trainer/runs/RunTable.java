package dev.limner.trainer.runs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;

import org.jdbi.v3.core.Handle;

import dev.limner.contracts.messages.Json;
import dev.limner.jobs.Jobs;

/** The statements over {@code run}: what each run was resolved to, in the order they were accepted in. */
final class RunTable {
    private final Jobs jobs;

    RunTable(Jobs jobs) {
        this.jobs = jobs;
    }

    /**
     * A run as its row has it.
     *
     * @param number   counts up as runs are accepted
     * @param finished whether it has succeeded
     */
    record Row(RunPlan plan, long number, boolean finished) {}

    void insert(Handle handle, RunPlan plan) {
        handle.createUpdate("INSERT INTO run (id, model, plan) VALUES (:id, :model, CAST(:plan AS jsonb))")
                .bind("id", plan.run()).bind("model", plan.model())
                .bind("plan", new String(Json.write(plan), UTF_8)).execute();
    }

    Optional<Row> find(String run) {
        return jobs.inTransaction(handle -> handle
                .createQuery("SELECT CAST(plan AS text) AS plan, number, finished FROM run WHERE id = :id")
                .bind("id", run)
                .map((row, context) -> new Row(Json.read(
                        row.getString("plan").getBytes(UTF_8), RunPlan.class),
                        row.getLong("number"), row.getBoolean("finished")))
                .findOne());
    }

    void finish(Handle handle, String run) {
        handle.createUpdate("UPDATE run SET finished = true WHERE id = :id").bind("id", run).execute();
    }

    /** The manifest keys of a run's checkpoints, the newest first. */
    List<String> checkpoints(String run) {
        return jobs.inTransaction(handle -> handle
                .createQuery("SELECT manifest FROM checkpoint WHERE run = :run ORDER BY images DESC, epoch DESC")
                .bind("run", run).mapTo(String.class).list());
    }

    /** Images seen by a run's newest checkpoint; 0 where it has none. */
    long images(String run) {
        return jobs.inTransaction(handle -> handle
                .createQuery("SELECT coalesce(max(images), 0) FROM checkpoint WHERE run = :run")
                .bind("run", run).mapTo(Long.class).one());
    }
}
