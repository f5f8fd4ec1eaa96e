package dev.limner.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** A real PostgreSQL with the gateway's tables, one for all tests of a run. */
public final class Postgres {
    private static final EmbeddedPostgres SERVER = start();

    private Postgres() {}

    /** The gateway's tables, empty. */
    public static Jdbi empty() {
        Flyway flyway = Flyway.configure().dataSource(SERVER.getPostgresDatabase()).locations("classpath:db/migration")
                .cleanDisabled(false).load();
        flyway.clean();
        flyway.migrate();
        return Jdbi.create(SERVER.getPostgresDatabase());
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder().start();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not start", e);
        }
    }
}
