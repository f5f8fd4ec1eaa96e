package dev.limner.jobs;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import org.jdbi.v3.core.Handle;

/**
 * The statements over the tables {@code job} and {@code job_control}. Who wants an id's row and its control commands to
 * agree takes {@link #lock} first: it holds also where there is no row yet.
 */
final class JobTable {
    private static final String COLUMNS = """
            id, kind, subject, body, state, epoch, attempts, cancel_wished, stop_wished, last_error, created_at,
            updated_at, sequence, revision""";

    private JobTable() {}

    /** A job with what only its claims need to know. */
    record Row(Job job, long sequence, long revision) {}

    /** Holds an id, whether or not it has a row, until the transaction ends. */
    static void lock(Handle handle, String id) {
        handle.createQuery("SELECT 1 FROM (SELECT pg_advisory_xact_lock("
                + "hashtextextended(current_schema() || '/job/' || :id, 0))) AS locked").bind("id", id)
                .mapTo(Integer.class).one();
    }

    /** Inserts a job unless its subject is busy. */
    static boolean insert(Handle handle, NewJob job) {
        return handle.createUpdate("""
                INSERT INTO job (id, kind, subject, body, digest, exclusive, state)
                VALUES (:id, :kind, :subject, :body, :digest, :exclusive, 'accepted') ON CONFLICT DO NOTHING""")
                .bind("id", job.id()).bind("kind", job.kind()).bind("subject", job.subject())
                .bind("body", job.body()).bind("digest", digest(job)).bind("exclusive", job.exclusive())
                .execute() > 0;
    }

    static Optional<String> storedDigest(Handle handle, String id) {
        return handle.createQuery("SELECT digest FROM job WHERE id = :id").bind("id", id)
                .mapTo(String.class).findOne();
    }

    static Optional<Row> find(Handle handle, String id, boolean forUpdate) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM job WHERE id = :id" + (forUpdate ? " FOR UPDATE" : ""))
                .bind("id", id).map((row, context) -> row(row)).findOne();
    }

    static Optional<Row> active(Handle handle, String kind, String subject) {
        return handle.createQuery("SELECT " + COLUMNS + """
                 FROM job WHERE kind = :kind AND subject = :subject AND exclusive
                AND state IN ('accepted', 'running', 'stopped')""")
                .bind("kind", kind).bind("subject", subject).map((row, context) -> row(row)).findOne();
    }

    static List<Row> list(Handle handle, String kind, Collection<JobState> states, int limit) {
        return handle.createQuery("SELECT " + COLUMNS + """
                 FROM job WHERE kind = :kind AND state = ANY (:states)
                ORDER BY created_at DESC, id LIMIT :limit""")
                .bind("kind", kind).bind("limit", limit)
                .bindArray("states", String.class, states.stream().map(JobState::text).toArray())
                .map((row, context) -> row(row)).list();
    }

    /**
     * Takes the oldest job that is nobody's: accepted and due, or running with its lease run out. Rows that another
     * worker is just taking are passed over.
     *
     * @param cancelsOnly only jobs that are to be cancelled
     */
    static Optional<Row> claim(Handle handle, String kind, String worker, Duration lease, boolean cancelsOnly) {
        return handle.createQuery("""
                UPDATE job SET state = 'running', epoch = epoch + 1, attempts = attempts + 1, worker = :worker,
                    lease_until = clock_timestamp() + :lease * interval '1 millisecond', updated_at = clock_timestamp()
                WHERE id = (
                    SELECT id FROM job
                    WHERE kind = :kind AND (state = 'accepted' AND (not_before <= clock_timestamp() OR cancel_wished)
                        OR state = 'running' AND lease_until < clock_timestamp())"""
                + (cancelsOnly ? " AND cancel_wished" : "") + """
                             AND state IN ('accepted', 'running')
                            ORDER BY created_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
                        RETURNING\s""" + COLUMNS)
                .bind("kind", kind).bind("worker", worker).bind("lease", lease.toMillis())
                .map((row, context) -> row(row)).findOne();
    }

    /** Prolongs a lease; the row as it is, if it is still this epoch's. */
    static Optional<Row> heartbeat(Handle handle, String id, long epoch, Duration lease) {
        return handle.createQuery("""
                UPDATE job SET lease_until = clock_timestamp() + :lease * interval '1 millisecond'
                WHERE id = :id AND epoch = :epoch AND state = 'running' RETURNING\s""" + COLUMNS)
                .bind("id", id).bind("epoch", epoch).bind("lease", lease.toMillis())
                .map((row, context) -> row(row)).findOne();
    }

    /** Moves a job that no claim holds. */
    static void move(Handle handle, String id, JobState state, boolean cancelWished, boolean stopWished,
            long sequence) {
        handle.createUpdate("""
                UPDATE job SET state = :state, cancel_wished = :cancel, stop_wished = :stop, sequence = :sequence,
                    attempts = CASE WHEN :state = 'accepted' THEN 0 ELSE attempts END,
                    not_before = clock_timestamp(), updated_at = clock_timestamp() WHERE id = :id""")
                .bind("id", id).bind("state", state.text()).bind("cancel", cancelWished).bind("stop", stopWished)
                .bind("sequence", sequence).execute();
    }

    static void wish(Handle handle, String id, boolean cancelWished, boolean stopWished) {
        handle.createUpdate("UPDATE job SET cancel_wished = :cancel, stop_wished = :stop WHERE id = :id")
                .bind("id", id).bind("cancel", cancelWished).bind("stop", stopWished).execute();
    }

    /** What a claim writes back, its row being locked and found to be its own. */
    static void write(Handle handle, String id, JobState state, int attempts, Duration pause, String error,
            long sequence) {
        handle.createUpdate("""
                UPDATE job SET state = :state, attempts = :attempts, last_error = :error, sequence = :sequence,
                    revision = revision + 1, updated_at = clock_timestamp(),
                    stop_wished = stop_wished AND :state = 'running',
                    lease_until = CASE WHEN :state = 'running' THEN lease_until END,
                    worker = CASE WHEN :state = 'running' THEN worker END,
                    not_before = CASE WHEN :state = 'accepted'
                        THEN clock_timestamp() + :pause * interval '1 millisecond' ELSE not_before END
                WHERE id = :id""")
                .bind("id", id).bind("state", state.text()).bind("attempts", attempts).bind("error", error)
                .bind("sequence", sequence).bind("pause", pause.toMillis()).execute();
    }

    static String digest(NewJob job) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update((job.kind() + "\n" + job.subject() + "\n").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha.digest(job.body()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(new Job(row.getString("id"), row.getString("kind"), row.getString("subject"),
                row.getBytes("body"), JobState.of(row.getString("state")), row.getLong("epoch"),
                row.getInt("attempts"), row.getBoolean("cancel_wished"), row.getBoolean("stop_wished"),
                row.getString("last_error"), row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant()), row.getLong("sequence"), row.getLong("revision"));
    }
}
