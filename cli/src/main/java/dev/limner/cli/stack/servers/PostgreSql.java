package dev.limner.cli.stack.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import dev.limner.setup.DatabaseUsers;

/**
 * PostgreSQL as a child process, unpacked from its jar, with the database {@code limner} and a user and a schema for
 * each service. Commits reach the disk before they count. Every user needs its password, the superuser too.
 */
public final class PostgreSql extends Server {
    public static final String DATABASE = "limner";
    public static final String SUPERUSER = "postgres";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final Path cache;
    private final Path log;
    private final SortedMap<String, String> passwords;
    private EmbeddedPostgres server;

    /**
     * @param folder    its data; made where it is missing
     * @param cache     where its programs are unpacked
     * @param log       what it says
     * @param passwords by user, {@link #SUPERUSER} among them; every other one gets a schema of its name
     */
    public PostgreSql(Path folder, Path cache, Path log, int port, SortedMap<String, String> passwords) {
        super("postgresql", port);
        this.folder = folder;
        this.cache = cache;
        this.log = log;
        this.passwords = passwords;
    }

    /** The JDBC address of the database {@code limner}, without user and password. */
    public String url() {
        return url(DATABASE);
    }

    @Override
    protected void launch() {
        try {
            Files.createDirectories(cache);
            EmbeddedPostgres started = spawn();
            try {
                if (!PostgreSqlSetup.guarded(folder)) {
                    prepare();
                }
            } catch (SQLException | IOException | RuntimeException e) {
                started.close();
                throw e;
            }
            server = started;
        } catch (IOException | SQLException | RuntimeException e) {
            throw new IllegalStateException("postgresql does not start on port %d with the data in %s: %s (see %s)"
                    .formatted(port(), folder, e.getMessage(), log), e);
        }
    }

    @Override
    protected void halt() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("postgresql with the data in %s does not stop".formatted(folder), e);
        } finally {
            server = null;
        }
    }

    @Override
    public OptionalLong pid() {
        return PostgreSqlSetup.pid(folder);
    }

    private EmbeddedPostgres spawn() throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(cache.toFile())
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(port())
                .setPGStartupWait(PATIENCE)
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .setConnectConfig("password", passwords.get(SUPERUSER));
        settings().forEach(builder::setServerConfig);
        return builder.start();
    }

    /** The library turns off what makes commits durable; what outlives a test must have it on. */
    private static Map<String, String> settings() {
        return Map.of("fsync", "on", "synchronous_commit", "on", "listen_addresses", "127.0.0.1", "max_connections",
                "200", "shared_buffers", "64MB", "password_encryption", "scram-sha-256");
    }

    private void prepare() throws SQLException, IOException {
        try (Connection connection = connect(SUPERUSER)) {
            if (!DatabaseUsers.hasDatabase(connection, DATABASE)) {
                DatabaseUsers.createDatabase(connection, DATABASE);
            }
        }
        try (Connection connection = connect(DATABASE)) {
            PostgreSqlSetup.createUsers(connection, DATABASE, passwords);
            PostgreSqlSetup.guard(connection, folder);
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), SUPERUSER, passwords.get(SUPERUSER));
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port(), database);
    }
}
