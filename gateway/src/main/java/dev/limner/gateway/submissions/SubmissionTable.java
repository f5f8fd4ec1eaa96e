package dev.limner.gateway.submissions;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

import dev.limner.gateway.jobs.JobTable;
import dev.limner.gateway.jobs.KnownJob;

/** The table {@code submission}. */
@Singleton
public class SubmissionTable {
    private static final String COLUMNS = "id, topic, record_key, type, subject, body, fingerprint, api_key, created_at";
    private static final String TAKEN = "WITH taken AS (INSERT INTO submission (" + COLUMNS + ") VALUES (:submission, "
            + ":topic, :key, :type, :about, :body, :fingerprint, :apiKey, :now) ON CONFLICT (id) DO NOTHING "
            + "RETURNING id)";
    /** One statement, so that one round trip commits both rows. */
    private static final String WITH_JOB = TAKEN + ", made AS (" + JobTable.into() + "SELECT " + JobTable.values()
            + " FROM taken ON CONFLICT (id) DO NOTHING) SELECT count(*) FROM taken";
    private static final String ALONE = TAKEN + " SELECT count(*) FROM taken";

    private final Jdbi jdbi;

    public SubmissionTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * A submission that was there already.
     *
     * @param published whether Kafka is known to have it
     */
    public record Earlier(Submission submission, boolean published) {}

    /**
     * Commits the submission, and the job that it begins, unless its id is taken.
     *
     * @return what has the id already; nothing where it was free
     */
    public Optional<Earlier> add(Submission submission, Optional<KnownJob> begins) {
        return jdbi.withHandle(handle -> {
            Query query = handle.createQuery(begins.isPresent() ? WITH_JOB : ALONE);
            begins.ifPresent(job -> JobTable.bind(query, job));
            boolean added = bind(query, submission).mapTo(Integer.class).one() == 1;
            return added ? Optional.empty() : Optional.of(find(handle, submission.id()).orElseThrow());
        });
    }

    /** The submission with this id. */
    public Optional<Earlier> find(String id) {
        return jdbi.withHandle(handle -> find(handle, id));
    }

    /** Notes that Kafka has it. */
    public void published(String id) {
        jdbi.useHandle(handle -> published(handle, id));
    }

    static void published(Handle handle, String id) {
        handle.createUpdate("UPDATE submission SET published_at = clock_timestamp() WHERE id = :id AND "
                + "published_at IS NULL").bind("id", id).execute();
    }

    /** Submissions that Kafka may not have, oldest first, held until the transaction ends. */
    static List<Submission> lockUnpublished(Handle handle, Duration olderThan, int most) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM submission WHERE published_at IS NULL "
                + "AND created_at < clock_timestamp() - CAST(:age AS interval) "
                + "ORDER BY created_at LIMIT :most FOR UPDATE SKIP LOCKED")
                .bind("age", olderThan.toString()).bind("most", most).map((row, context) -> submission(row)).list();
    }

    /** Forgets published submissions that are older than any repetition. */
    int forget(Duration olderThan) {
        return jdbi.withHandle(handle -> handle.createUpdate("DELETE FROM submission WHERE published_at IS NOT NULL "
                + "AND created_at < clock_timestamp() - CAST(:age AS interval)")
                .bind("age", olderThan.toString()).execute());
    }

    <T, X extends Exception> T inTransaction(HandleCallback<T, X> work) throws X {
        return jdbi.inTransaction(work);
    }

    private static Optional<Earlier> find(Handle handle, String id) {
        return handle.createQuery("SELECT " + COLUMNS + ", published_at FROM submission WHERE id = :id")
                .bind("id", id).map((row, context) -> new Earlier(submission(row),
                        row.getObject("published_at") != null))
                .findOne();
    }

    private static Query bind(Query query, Submission submission) {
        return query.bind("submission", submission.id()).bind("topic", submission.topic())
                .bind("key", submission.key()).bind("type", submission.type()).bind("about", submission.subject())
                .bind("body", submission.body()).bind("fingerprint", submission.fingerprint())
                .bind("apiKey", submission.apiKey()).bind("now", submission.createdAt().atOffset(UTC));
    }

    private static Submission submission(ResultSet row) throws SQLException {
        return new Submission(row.getString("id"), row.getString("topic"), row.getString("record_key"),
                row.getString("type"), row.getString("subject"), row.getBytes("body"), row.getBytes("fingerprint"),
                row.getString("api_key"), row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
