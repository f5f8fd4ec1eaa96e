package dev.limner.trainer.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.jdbi.v3.core.Handle;

import dev.limner.contracts.Topics;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.messages.ModelEvent;
import dev.limner.contracts.names.ModelReference;
import dev.limner.jobs.Announcement;
import dev.limner.jobs.Jobs;
import dev.limner.store.checkpoints.CheckpointManifest;

/**
 * The truth of the registry: the tables {@code checkpoint} and {@code alias}, each key with its revision. What changes
 * here is written in one transaction with the {@code limner.models} events that tell of it (key
 * {@code model/checkpoint}, {@code model@alias}).
 *
 * <p>A change is decided on what was read before its transaction; should an alias have moved in between, the transaction
 * is refused and nothing is written. Checkpoints never change: each has revision 1.
 */
final class ModelRegistry {
    private static final long FIRST_REVISION = 1;

    private final Jobs jobs;

    ModelRegistry(Jobs jobs) {
        this.jobs = jobs;
    }

    /** Events and the rows they tell of, to be written together. */
    record Change(List<Announcement> events, Consumer<Handle> rows) {}

    /** What {@code latest} names now. */
    private record Holder(String checkpoint, long revision, Latest.Place place) {}

    /**
     * A checkpoint of a run that goes on: it is published, and {@code latest} moves to it where {@link Latest} says so.
     *
     * @param number of its run
     */
    Change publish(CheckpointManifest checkpoint, long number) {
        List<Announcement> events = new ArrayList<>();
        ModelEvent.CheckpointPublished published = new ModelEvent.CheckpointPublished(checkpoint.model(),
                checkpoint.checkpoint(), FIRST_REVISION, checkpoint.run(), checkpoint.family(), checkpoint.preset(),
                checkpoint.dataset(), checkpoint.images(), checkpoint.key(), checkpoint.digest(), checkpoint.width(),
                checkpoint.height(), checkpoint.colour(), checkpoint.classes());
        events.add(new Announcement(Topics.MODELS, published.subject(), published));
        Change moved = latest(checkpoint, new Latest.Place(number, false, checkpoint.images(), checkpoint.epoch()));
        events.addAll(moved.events());
        return new Change(events, handle -> {
            insert(handle, checkpoint);
            moved.rows().accept(handle);
        });
    }

    /** A run's last checkpoint, once the run has succeeded: {@code latest} moves to it where {@link Latest} says so. */
    Change finish(CheckpointManifest checkpoint, long number) {
        return latest(checkpoint, new Latest.Place(number, true, checkpoint.images(), checkpoint.epoch()));
    }

    private Change latest(CheckpointManifest checkpoint, Latest.Place place) {
        Optional<Holder> holder = holder(checkpoint.model());
        boolean named = holder.map(Holder::checkpoint).filter(checkpoint.checkpoint()::equals).isPresent();
        if (named || !Latest.moves(holder.map(Holder::place).orElse(null), place)) {
            return new Change(List.of(), handle -> {});
        }
        long revision = holder.map(Holder::revision).orElse(0L) + 1;
        ModelEvent.AliasMoved moved = new ModelEvent.AliasMoved(checkpoint.model(), ModelReference.LATEST, revision,
                checkpoint.checkpoint());
        return new Change(List.of(new Announcement(Topics.MODELS, moved.subject(), moved)),
                handle -> move(handle, moved));
    }

    private Optional<Holder> holder(String model) {
        return jobs.inTransaction(handle -> handle.createQuery("""
                SELECT alias.checkpoint, alias.revision, run.number, run.finished, checkpoint.images, checkpoint.epoch
                FROM alias JOIN checkpoint USING (model, checkpoint) JOIN run ON run.id = checkpoint.run
                WHERE alias.model = :model AND alias.alias = :alias""")
                .bind("model", model).bind("alias", ModelReference.LATEST)
                .map((row, context) -> new Holder(row.getString("checkpoint"), row.getLong("revision"),
                        new Latest.Place(row.getLong("number"), row.getBoolean("finished"), row.getLong("images"),
                                row.getLong("epoch"))))
                .findOne());
    }

    private static void insert(Handle handle, CheckpointManifest checkpoint) {
        handle.createUpdate("""
                INSERT INTO checkpoint (model, checkpoint, revision, run, epoch, images, manifest, digest, metrics,
                                        metrics_protocol)
                VALUES (:model, :checkpoint, :revision, :run, :epoch, :images, :manifest, :digest,
                        CAST(:metrics AS jsonb), :protocol)""")
                .bind("model", checkpoint.model()).bind("checkpoint", checkpoint.checkpoint())
                .bind("revision", FIRST_REVISION).bind("run", checkpoint.run()).bind("epoch", checkpoint.epoch())
                .bind("images", checkpoint.images()).bind("manifest", checkpoint.key())
                .bind("digest", checkpoint.digest())
                .bind("metrics", Json.MAPPER.valueToTree(checkpoint.metrics()).toString())
                .bind("protocol", checkpoint.metricsProtocol()).execute();
    }

    private static void move(Handle handle, ModelEvent.AliasMoved moved) {
        int rows = handle.createUpdate("""
                INSERT INTO alias (model, alias, revision, checkpoint)
                VALUES (:model, :alias, :revision, :checkpoint)
                ON CONFLICT (model, alias) DO UPDATE SET revision = excluded.revision, checkpoint = excluded.checkpoint
                WHERE alias.revision = excluded.revision - 1""")
                .bind("model", moved.model()).bind("alias", moved.alias()).bind("revision", moved.revision())
                .bind("checkpoint", moved.checkpoint()).execute();
        if (rows != 1) {
            throw new IllegalStateException("%s has moved in between: revision %d of it is taken".formatted(
                    moved.subject(), moved.revision()));
        }
    }
}
