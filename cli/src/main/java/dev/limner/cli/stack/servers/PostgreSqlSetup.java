package dev.limner.cli.stack.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.limner.setup.DatabaseUsers;

/**
 * What a new PostgreSQL is given before anyone uses it: the database, a user and a schema for each service, and, last,
 * the guard: until it is there the server believes every local user, and setting up begins again.
 */
final class PostgreSqlSetup {
    private static final String GUARD = "host all all 127.0.0.1/32 scram-sha-256";

    private PostgreSqlSetup() {}

    static boolean guarded(Path folder) throws IOException {
        Path file = folder.resolve("pg_hba.conf");
        return Files.exists(file) && Files.readAllLines(file).contains(GUARD);
    }

    /** Brings the superuser's password, and each service's user and schema, up to date. */
    static void createUsers(Connection connection, String database, SortedMap<String, String> passwords)
            throws SQLException {
        SortedMap<String, String> services = new TreeMap<>(passwords);
        DatabaseUsers.password(connection, PostgreSql.SUPERUSER, services.remove(PostgreSql.SUPERUSER));
        DatabaseUsers.create(connection, database, services);
    }

    /** From now on every connection needs its password. */
    static void guard(Connection connection, Path folder) throws SQLException, IOException {
        Files.write(folder.resolve("pg_hba.conf"), List.of("# Written by limner: passwords, and this machine alone.",
                GUARD));
        execute(connection, "SELECT pg_reload_conf()");
    }

    /** The process that PostgreSQL itself has written down, where there is one. */
    static OptionalLong pid(Path folder) {
        Path file = folder.resolve("postmaster.pid");
        try {
            return Files.exists(file)
                    ? OptionalLong.of(Long.parseLong(Files.readAllLines(file).get(0).strip()))
                    : OptionalLong.empty();
        } catch (IOException | RuntimeException e) {
            // It writes and removes the file while it starts and stops.
            return OptionalLong.empty();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
