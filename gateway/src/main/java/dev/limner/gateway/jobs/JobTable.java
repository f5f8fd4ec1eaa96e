package dev.limner.gateway.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

import com.fasterxml.jackson.databind.JsonNode;

import dev.limner.contracts.messages.Json;
import dev.limner.contracts.problems.Problem;
import dev.limner.gateway.lists.Cursor;
import dev.limner.gateway.lists.Slice;

/** The table {@code known_job}: one row a job, changed only by {@link JobProjection} once it is there. */
public final class JobTable {
    private static final String COLUMNS = "id, kind, subject, state, epoch, sequence, progress_epoch, progress_place, "
            + "request, progress, result, problem, created_at, updated_at";
    private static final String VALUES = ":id, :kind, :subject, :state, :epoch, :sequence, :progressEpoch, "
            + ":progressPlace, :request, :progress, :result, :problem, :createdAt, :updatedAt";

    private JobTable() {}

    /** The part of an INSERT statement from the table's name to its columns; {@link #bind} fills {@link #values}. */
    public static String into() {
        return "INSERT INTO known_job (" + COLUMNS + ") ";
    }

    /** The columns' values as named parameters. */
    public static String values() {
        return VALUES;
    }

    /** Adds a row unless the id has one; whether it did. */
    static boolean add(Handle handle, KnownJob job) {
        return bind(handle.createUpdate(into() + "VALUES (" + VALUES + ") ON CONFLICT (id) DO NOTHING"), job)
                .execute() == 1;
    }

    /** The row, held until the transaction ends. */
    static Optional<KnownJob> lock(Handle handle, String id) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM known_job WHERE id = :id FOR UPDATE")
                .bind("id", id).map((row, context) -> job(row)).findOne();
    }

    static void replace(Handle handle, KnownJob job) {
        bind(handle.createUpdate("UPDATE known_job SET (" + COLUMNS + ") = ROW(" + VALUES + ") WHERE id = :id"), job)
                .execute();
    }

    static Optional<KnownJob> find(Handle handle, String id) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM known_job WHERE id = :id")
                .bind("id", id).map((row, context) -> job(row)).findOne();
    }

    /** Newest first. */
    static List<KnownJob> list(Handle handle, JobFilter filter, Slice slice) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM known_job"
                + " WHERE (CAST(:kind AS text) IS NULL OR kind = :kind)"
                + " AND (CAST(:subject AS text) IS NULL OR subject = :subject)"
                + " AND (CAST(:state AS text) IS NULL OR state = :state)"
                + " AND (CAST(:time AS timestamptz) IS NULL OR (created_at, id) < (:time, :after))"
                + " ORDER BY created_at DESC, id DESC LIMIT :limit")
                .bind("kind", filter.kind().map(Kind::word).orElse(null))
                .bind("subject", filter.subject().orElse(null))
                .bind("state", filter.state().map(State::word).orElse(null))
                .bind("time", slice.after().map(Cursor::time).map(time -> time.atOffset(UTC)).orElse(null))
                .bind("after", slice.after().map(Cursor::id).orElse(null))
                .bind("limit", slice.fetch())
                .map((row, context) -> job(row)).list();
    }

    /** Fills the parameters of {@link #values}. */
    public static <S extends SqlStatement<S>> S bind(S statement, KnownJob job) {
        return statement.bind("id", job.id()).bind("kind", job.kind().word()).bind("subject", job.subject())
                .bind("state", job.state().word()).bind("epoch", job.epoch()).bind("sequence", job.sequence())
                .bind("progressEpoch", job.progressEpoch()).bind("progressPlace", job.progressPlace())
                .bind("request", text(job.request())).bind("progress", text(job.progress()))
                .bind("result", text(job.result()))
                .bind("problem", job.problem() == null ? null : text(Json.MAPPER.valueToTree(job.problem())))
                .bind("createdAt", job.createdAt().atOffset(UTC)).bind("updatedAt", job.updatedAt().atOffset(UTC));
    }

    private static KnownJob job(ResultSet row) throws SQLException {
        String problem = row.getString("problem");
        return new KnownJob(row.getString("id"), Kind.of(row.getString("kind")).orElseThrow(),
                row.getString("subject"), State.of(row.getString("state")).orElseThrow(), row.getLong("epoch"),
                row.getLong("sequence"), row.getLong("progress_epoch"), row.getLong("progress_place"),
                json(row.getString("request")), json(row.getString("progress")), json(row.getString("result")),
                problem == null ? null : Json.read(json(problem), Problem.class), time(row, "created_at"),
                time(row, "updated_at"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static String text(JsonNode json) {
        return json == null ? null : json.toString();
    }

    private static JsonNode json(String text) {
        return text == null ? null : Json.object(text.getBytes(UTF_8));
    }
}
