package dev.limner.runtime;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;

import javax.sql.DataSource;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;

import dev.limner.jobs.Jobs;

/**
 * The service's schema in PostgreSQL: the tables of {@code jobs}, and its own from {@code db/migration}, each with a
 * history of its own. Beans may be injected from the start; what they are asked before PostgreSQL answers fails.
 */
@Singleton
public class Database implements Dependency {
    private final DataSource dataSource;
    private final String schema;
    private final Jobs jobs;

    @Inject
    Database(DataSource dataSource, @ConfigProperty(name = "limner.schema") String schema,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.dataSource = dataSource;
        this.schema = schema;
        this.jobs = new Jobs(dataSource, "limner/" + service, Clock.systemUTC());
    }

    /** The service's jobs and outbox. */
    @Produces
    @Singleton
    Jobs jobs() {
        return jobs;
    }

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public void establish() throws SQLException {
        check();
        Jobs.migrate(dataSource, schema);
        Flyway.configure(Thread.currentThread().getContextClassLoader()).dataSource(dataSource).schemas(schema)
                .locations("classpath:db/migration").table("service_history").baselineOnMigrate(true)
                .baselineVersion("0").load().migrate();
    }

    @Override
    public void check() throws SQLException {
        try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
        }
    }
}
