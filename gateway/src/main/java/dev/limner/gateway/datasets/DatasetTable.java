package dev.limner.gateway.datasets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

import dev.limner.contracts.api.DatasetVersionView;
import dev.limner.contracts.api.DatasetView;
import dev.limner.contracts.api.Page;
import dev.limner.contracts.messages.Colour;
import dev.limner.contracts.messages.DatasetEvent;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.names.DatasetReference;
import dev.limner.gateway.lists.Cursor;
import dev.limner.gateway.lists.Slice;

/** The table {@code dataset_version}: a version never changes, so the first that is told of it stays. */
@Singleton
public class DatasetTable {
    private static final String COLUMNS = "dataset, version, digest, train, held_out, width, height, colour, classes, "
            + "job, published_at";

    private final Jdbi jdbi;

    public DatasetTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** A version is there, in the transaction of its event. */
    static void published(Handle handle, DatasetEvent.VersionPublished event, Instant time) {
        handle.createUpdate("INSERT INTO dataset_version (" + COLUMNS + ") VALUES (:dataset, :version, :digest, "
                + ":train, :heldOut, :width, :height, :colour, :classes, :job, :time) ON CONFLICT DO NOTHING")
                .bind("dataset", event.dataset()).bind("version", event.version()).bind("digest", event.digest())
                .bind("train", event.train()).bind("heldOut", event.heldOut()).bind("width", event.width())
                .bind("height", event.height()).bind("colour", event.colour().name())
                .bind("classes", new String(Json.write(event.classes()), UTF_8)).bind("job", event.job())
                .bind("time", time.atOffset(UTC)).execute();
    }

    /** A version is gone, in the transaction of its event. Its row stays, so that it does not come back. */
    static void deleted(Handle handle, DatasetEvent.Deleted event, Instant time) {
        handle.createUpdate("UPDATE dataset_version SET deleted_at = :time WHERE dataset = :dataset "
                + "AND version = :version AND deleted_at IS NULL").bind("dataset", event.dataset())
                .bind("version", event.version()).bind("time", time.atOffset(UTC)).execute();
    }

    /** Whether there is such a version; for a reference to the newest, whether there is any. */
    public boolean knows(DatasetReference reference) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT EXISTS (SELECT FROM dataset_version "
                + "WHERE deleted_at IS NULL AND dataset = :dataset AND (:version = 0 OR version = :version))")
                .bind("dataset", reference.dataset()).bind("version", reference.version()).mapTo(Boolean.class).one());
    }

    /** A version of a dataset. */
    Optional<DatasetVersionView> find(String dataset, int version) {
        return jdbi.withHandle(handle -> handle
                .createQuery(
                        "SELECT " + COLUMNS
                                + " FROM dataset_version WHERE dataset = :dataset AND version = :version AND deleted_at IS NULL")
                .bind("dataset", dataset).bind("version", version).map((row, context) -> view(row)).findOne());
    }

    /** A dataset with its versions, newest first. */
    Optional<DatasetView> find(String dataset) {
        return jdbi.withHandle(handle -> Optional.of(view(handle, dataset)))
                .filter(view -> !view.versions().isEmpty());
    }

    /** Datasets by name. */
    Page<DatasetView> list(Slice slice) {
        List<DatasetView> datasets = jdbi.withHandle(handle -> handle.createQuery("SELECT DISTINCT dataset FROM "
                + "dataset_version WHERE deleted_at IS NULL AND dataset > :after ORDER BY dataset LIMIT :limit")
                .bind("after", slice.after().map(Cursor::id).orElse("")).bind("limit", slice.fetch())
                .mapTo(String.class).list().stream().map(dataset -> view(handle, dataset)).toList());
        return slice.page(datasets, dataset -> Cursor.atName(dataset.name()), dataset -> dataset);
    }

    private static DatasetView view(Handle handle, String dataset) {
        return new DatasetView(dataset, handle.createQuery("SELECT " + COLUMNS + " FROM dataset_version "
                + "WHERE deleted_at IS NULL AND dataset = :dataset ORDER BY version DESC").bind("dataset", dataset)
                .map((row, context) -> view(row)).list());
    }

    private static DatasetVersionView view(ResultSet row) throws SQLException {
        return new DatasetVersionView(row.getString("dataset"), row.getInt("version"), row.getString("digest"),
                row.getLong("train"), row.getLong("held_out"), row.getInt("width"), row.getInt("height"),
                Colour.valueOf(row.getString("colour")), classes(row.getString("classes")), row.getString("job"),
                row.getObject("published_at", OffsetDateTime.class).toInstant());
    }

    private static List<String> classes(String json) {
        try {
            return Arrays.asList(Json.MAPPER.readValue(json, String[].class));
        } catch (IOException e) {
            throw new UncheckedIOException("a row of dataset_version has no list of classes", e);
        }
    }
}
