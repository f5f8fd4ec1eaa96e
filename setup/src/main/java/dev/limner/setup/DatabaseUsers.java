package dev.limner.setup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.SortedMap;

import org.postgresql.PGConnection;

/** The database, and in it a user and a schema of the same name for each service. */
public final class DatabaseUsers {
    private static final String HASH = "scram-sha-256";

    private DatabaseUsers() {}

    /** Whether the server has a database of this name. */
    public static boolean hasDatabase(Connection connection, String database) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
            query.setString(1, database);
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    /** Makes a database that nobody may use yet. */
    public static void createDatabase(Connection connection, String database) throws SQLException {
        execute(connection, "CREATE DATABASE %s ENCODING 'UTF8'".formatted(name(database)));
        execute(connection, "REVOKE ALL ON DATABASE %s FROM PUBLIC".formatted(name(database)));
    }

    /**
     * Makes each user, its password and its schema, or brings them up to date. Passwords leave this process hashed, so
     * that no log of the server has them.
     *
     * @param connection to the database, as one who may create users, and schemas in it
     * @param passwords  by user
     */
    public static void create(Connection connection, String database, SortedMap<String, String> passwords)
            throws SQLException {
        for (Map.Entry<String, String> each : passwords.entrySet()) {
            String user = name(each.getKey());
            execute(connection, """
                    DO $$ BEGIN
                      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%s') THEN CREATE ROLE %s; END IF;
                    END $$""".formatted(each.getKey(), user));
            execute(connection, "ALTER ROLE %s LOGIN".formatted(user));
            password(connection, each.getKey(), each.getValue());
            if (!superuser(connection)) {
                // Else no schema can be given to it.
                execute(connection, "GRANT %s TO CURRENT_USER".formatted(user));
            }
            execute(connection, "GRANT CONNECT, TEMPORARY ON DATABASE %s TO %s".formatted(name(database), user));
            execute(connection, "CREATE SCHEMA IF NOT EXISTS %s AUTHORIZATION %s".formatted(user, user));
            execute(connection, "ALTER ROLE %s SET search_path TO %s".formatted(user, user));
        }
    }

    /** Gives a user its password. */
    public static void password(Connection connection, String user, String password) throws SQLException {
        connection.unwrap(PGConnection.class).alterUserPassword(user, password.toCharArray(), HASH);
    }

    private static boolean superuser(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT current_setting('is_superuser') = 'on'")) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** Only names of Limner's own and of operators come here; what does not look like one is refused. */
    private static String name(String name) {
        if (!name.matches("[A-Za-z0-9_-]{1,63}")) {
            throw new IllegalArgumentException("'%s' is no name for a user or a database".formatted(name));
        }
        return '"' + name + '"';
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
