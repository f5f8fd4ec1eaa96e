package dev.limner.gateway.models;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import jakarta.inject.Singleton;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

import dev.limner.contracts.api.CheckpointView;
import dev.limner.contracts.api.ModelView;
import dev.limner.contracts.api.Page;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.messages.ModelEvent;
import dev.limner.contracts.names.ModelReference;
import dev.limner.gateway.lists.Cursor;
import dev.limner.gateway.lists.Slice;

/**
 * The registry as {@code limner.models} tells it, in the tables {@code checkpoint} and {@code alias}. A lower revision
 * of a key never replaces a higher one.
 */
@Singleton
public class ModelTable {
    private final Jdbi jdbi;

    public ModelTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** A checkpoint is there. */
    public void published(ModelEvent.CheckpointPublished event, Instant time) {
        CheckpointView view = new CheckpointView(event.model(), event.checkpoint(), event.run(), event.family(),
                event.preset(), event.dataset(), event.images(), event.digest(), event.width(), event.height(),
                event.colour(), event.classes(), time);
        jdbi.useHandle(handle -> handle.createUpdate("INSERT INTO checkpoint "
                + "(model, checkpoint, revision, body, images, published_at) "
                + "VALUES (:model, :checkpoint, :revision, :body, :images, :time) "
                + "ON CONFLICT (model, checkpoint) DO UPDATE SET revision = :revision, body = :body, images = :images "
                + "WHERE checkpoint.revision < :revision")
                .bind("model", event.model()).bind("checkpoint", event.checkpoint())
                .bind("revision", event.revision()).bind("body", Json.MAPPER.valueToTree(view).toString())
                .bind("images", event.images()).bind("time", time.atOffset(UTC)).execute());
    }

    /** An alias stands for another checkpoint. */
    void moved(ModelEvent.AliasMoved event) {
        jdbi.useHandle(handle -> handle.createUpdate("INSERT INTO alias (model, alias, revision, checkpoint) "
                + "VALUES (:model, :alias, :revision, :checkpoint) ON CONFLICT (model, alias) DO UPDATE "
                + "SET revision = :revision, checkpoint = :checkpoint WHERE alias.revision < :revision")
                .bind("model", event.model()).bind("alias", event.alias()).bind("revision", event.revision())
                .bind("checkpoint", event.checkpoint()).execute());
    }

    /** A registry key ({@code model/checkpoint} or {@code model@alias}) is gone. */
    void removed(String key) {
        int checkpoint = key.indexOf('/');
        int alias = key.indexOf('@');
        if (checkpoint > 0) {
            remove("DELETE FROM checkpoint WHERE model = :model AND checkpoint = :name", key, checkpoint);
        } else if (alias > 0) {
            remove("DELETE FROM alias WHERE model = :model AND alias = :name", key, alias);
        }
    }

    /** Whether the reference means a checkpoint that is known. */
    public boolean knows(ModelReference reference) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT EXISTS (SELECT FROM alias WHERE model = :model AND "
                + "alias = :selector) OR EXISTS (SELECT FROM checkpoint WHERE model = :model AND "
                + "checkpoint = :selector)").bind("model", reference.model()).bind("selector", reference.selector())
                .mapTo(Boolean.class).one());
    }

    /** The checkpoint that a reference means. */
    Optional<CheckpointView> find(ModelReference reference) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT body, published_at FROM checkpoint "
                + "WHERE model = :model AND checkpoint = coalesce((SELECT checkpoint FROM alias "
                + "WHERE model = :model AND alias = :selector), :selector)").bind("model", reference.model())
                .bind("selector", reference.selector()).map((row, context) -> checkpoint(row)).findOne());
    }

    /** The names of the models that are known, at most so many. */
    public List<String> names(int most) {
        return jdbi.withHandle(handle -> handle
                .createQuery("SELECT DISTINCT model FROM checkpoint ORDER BY model LIMIT :most").bind("most", most)
                .mapTo(String.class).list());
    }

    /** The model with its aliases and checkpoints. */
    Optional<ModelView> find(String model) {
        return jdbi.withHandle(handle -> Optional.of(view(handle, model)))
                .filter(view -> !view.checkpoints().isEmpty());
    }

    /** Models by name, each with its aliases and checkpoints. */
    Page<ModelView> list(Slice slice) {
        List<ModelView> models = jdbi.withHandle(handle -> handle
                .createQuery("SELECT DISTINCT model FROM checkpoint WHERE model > :after ORDER BY model LIMIT :limit")
                .bind("after", slice.after().map(Cursor::id).orElse("")).bind("limit", slice.fetch())
                .mapTo(String.class).list().stream().map(model -> view(handle, model)).toList());
        return slice.page(models, model -> Cursor.atName(model.name()), model -> model);
    }

    /** A model's checkpoints, newest first. */
    Page<CheckpointView> checkpoints(String model, Slice slice) {
        List<CheckpointView> found = jdbi.withHandle(handle -> checkpoints(handle, model, slice));
        return slice.page(found, view -> new Cursor(view.publishedAt(), view.checkpoint()), view -> view);
    }

    private void remove(String sql, String key, int divider) {
        jdbi.useHandle(handle -> handle.createUpdate(sql).bind("model", key.substring(0, divider))
                .bind("name", key.substring(divider + 1)).execute());
    }

    private static ModelView view(Handle handle, String model) {
        Map<String, String> aliases = new TreeMap<>(handle
                .createQuery("SELECT alias, checkpoint FROM alias WHERE model = :model").bind("model", model)
                .reduceRows(new TreeMap<String, String>(), (map, row) -> {
                    map.put(row.getColumn("alias", String.class), row.getColumn("checkpoint", String.class));
                    return map;
                }));
        return new ModelView(model, aliases, checkpoints(handle, model, Slice.of("1000", null)));
    }

    private static List<CheckpointView> checkpoints(Handle handle, String model, Slice slice) {
        return handle.createQuery("SELECT body, published_at FROM checkpoint WHERE model = :model "
                + "AND (CAST(:time AS timestamptz) IS NULL OR (published_at, checkpoint) < (:time, :after)) "
                + "ORDER BY published_at DESC, checkpoint DESC LIMIT :limit").bind("model", model)
                .bind("time", slice.after().map(cursor -> cursor.time().atOffset(UTC)).orElse(null))
                .bind("after", slice.after().map(Cursor::id).orElse(null)).bind("limit", slice.fetch())
                .map((row, context) -> checkpoint(row)).list();
    }

    private static CheckpointView checkpoint(ResultSet row) throws SQLException {
        CheckpointView stored = Json.read(row.getBytes("body"), CheckpointView.class);
        Instant time = row.getObject("published_at", OffsetDateTime.class).toInstant();
        return new CheckpointView(stored.model(), stored.checkpoint(), stored.run(), stored.family(), stored.preset(),
                stored.dataset(), stored.images(), stored.digest(), stored.width(), stored.height(), stored.colour(),
                stored.classes(), time);
    }
}
