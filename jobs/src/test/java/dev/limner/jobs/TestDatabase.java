package dev.limner.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

import javax.sql.DataSource;

import org.awaitility.Awaitility;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** A schema of its own in a real PostgreSQL, one server for all tests of a run. */
final class TestDatabase {
    static final String SOURCE = "limner/test-service";
    private static final AtomicInteger SCHEMAS = new AtomicInteger();
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");
    private static EmbeddedPostgres server;

    private final FaultyDataSource dataSource;
    private final Handle observer;

    private TestDatabase(FaultyDataSource dataSource) {
        this.dataSource = dataSource;
        this.observer = Jdbi.create(dataSource.healthy()).open();
    }

    static synchronized TestDatabase fresh() {
        try {
            if (server == null) {
                FLYWAY.setLevel(Level.WARNING);
                Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
                server = EmbeddedPostgres.builder().setServerConfig("max_connections", "200")
                        .setServerConfig("fsync", "off").start();
            }
            String schema = "test_" + SCHEMAS.incrementAndGet();
            PGSimpleDataSource plain = (PGSimpleDataSource) server.getPostgresDatabase();
            plain.setCurrentSchema(schema);
            Jobs.migrate(plain, schema);
            return new TestDatabase(new FaultyDataSource(plain));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    FaultyDataSource faults() {
        return dataSource;
    }

    DataSource dataSource() {
        return dataSource.healthy();
    }

    Jobs jobs() {
        return jobs(quick());
    }

    /** Jobs whose connections can be made to fail. */
    Jobs jobs(Timing timing) {
        return new Jobs(dataSource, SOURCE, Clock.systemUTC(), timing);
    }

    /** Everything in fractions of a second, so that tests need not wait. */
    static Timing quick() {
        return timing(Duration.ofSeconds(2));
    }

    static Timing timing(Duration lease) {
        return new Timing(lease, lease.dividedBy(4), Duration.ofMillis(50), Duration.ofMillis(10),
                Duration.ofMillis(40), 3, Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofDays(7),
                Duration.ofDays(30));
    }

    /** Lets the leases of all running jobs run out, by the clock that counts. */
    void letLeasesRunOut() {
        execute("UPDATE job SET lease_until = clock_timestamp() - interval '1 second' WHERE state = 'running'");
    }

    synchronized void execute(String sql) {
        observer.execute(sql);
    }

    /** The types of a job's events in the outbox, in their sequence. */
    List<String> announced(String job) {
        return strings("SELECT headers::json ->> 'ce_type' FROM outbox WHERE entity = '" + job
                + "' ORDER BY (headers::json ->> 'ce_sequence')::bigint");
    }

    synchronized List<String> strings(String sql) {
        return observer.createQuery(sql).mapTo(String.class).list();
    }
}
