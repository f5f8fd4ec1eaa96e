package dev.limner.cli.stack.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;

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

    static boolean hasDatabase(Connection connection, String database) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
            query.setString(1, database);
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    static void createDatabase(Connection connection, String database) throws SQLException {
        execute(connection, "CREATE DATABASE \"%s\" ENCODING 'UTF8'".formatted(database));
        execute(connection, "REVOKE ALL ON DATABASE \"%s\" FROM PUBLIC".formatted(database));
    }

    /** Makes each user, its password and its schema, or brings them up to date. */
    static void createUsers(Connection connection, String database, SortedMap<String, String> passwords)
            throws SQLException {
        for (Map.Entry<String, String> user : passwords.entrySet()) {
            String name = user.getKey();
            if (name.equals(PostgreSql.SUPERUSER)) {
                execute(connection, alter(name, user.getValue()));
                continue;
            }
            execute(connection, """
                    DO $$ BEGIN
                      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%1$s') THEN CREATE ROLE "%1$s"; END IF;
                    END $$""".formatted(name));
            execute(connection, alter(name, user.getValue()));
            execute(connection, "GRANT CONNECT, TEMPORARY ON DATABASE \"%s\" TO \"%s\"".formatted(database, name));
            execute(connection, "CREATE SCHEMA IF NOT EXISTS \"%1$s\" AUTHORIZATION \"%1$s\"".formatted(name));
            execute(connection, "ALTER ROLE \"%1$s\" SET search_path TO \"%1$s\"".formatted(name));
        }
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

    private static String alter(String user, String password) {
        return "ALTER ROLE \"%s\" LOGIN PASSWORD '%s'".formatted(user, password);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
