package dev.limner.trainer.runs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import dev.limner.contracts.messages.Json;
import dev.limner.contracts.messages.MessageType;
import dev.limner.jobs.Jobs;
import dev.limner.store.ObjectStore;

/** The service's tables in a schema of their own in a real PostgreSQL, one server for all tests of a run. */
final class TestDatabase {
    private static final AtomicInteger SCHEMAS = new AtomicInteger();
    private static EmbeddedPostgres server;

    private TestDatabase() {}

    static synchronized Jobs fresh() {
        try {
            if (server == null) {
                server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
            }
            String schema = "test_" + SCHEMAS.incrementAndGet();
            PGSimpleDataSource source = (PGSimpleDataSource) server.getPostgresDatabase();
            source.setCurrentSchema(schema);
            Jobs.migrate(source, schema);
            Flyway.configure().dataSource(source).schemas(schema).table("service_history").baselineOnMigrate(true)
                    .baselineVersion("0").load().migrate();
            return new Jobs(source, "limner/trainer-service", Clock.systemUTC());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a job announces, by its short type names, in sequence. */
    static List<String> announced(Jobs jobs, String job) {
        return jobs.inTransaction(handle -> handle.createQuery("""
                SELECT headers::json ->> 'ce_type' FROM outbox WHERE entity = :job
                ORDER BY (headers::json ->> 'ce_sequence')::bigint""").bind("job", job).mapTo(String.class).list());
    }

    /** The newest event of a type about a job. */
    static <T> T newest(Jobs jobs, String job, Class<T> form) {
        byte[] value = jobs.inTransaction(handle -> handle.createQuery("""
                SELECT value FROM outbox WHERE entity = :job AND headers::json ->> 'ce_type' = :type
                ORDER BY position DESC LIMIT 1""").bind("job", job)
                .bind("type", MessageType.ALL.values().stream()
                        .filter(type -> type.form() == form).findFirst().orElseThrow().full())
                .mapTo(byte[].class).one());
        return Json.read(value, form);
    }

    /** A policy that keeps so many newest checkpoints of a run, and deletes what it withdraws at the next sweep. */
    static Retention keeping(Jobs jobs, ObjectStore objects, int newest) {
        return new Retention(jobs, objects, new Retention.Settings(newest, Duration.ZERO));
    }

    /** Lets the leases of all running jobs run out, by the clock that counts. */
    static void letLeasesRunOut(Jobs jobs) {
        jobs.inTransaction(handle -> handle.execute(
                "UPDATE job SET lease_until = clock_timestamp() - interval '1 second' WHERE state = 'running'"));
    }
}
