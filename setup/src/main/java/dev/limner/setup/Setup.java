package dev.limner.setup;

import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.limner.configuration.DatabaseSecurity;
import dev.limner.configuration.InvalidSettingsException;
import dev.limner.configuration.KafkaSecurity;
import dev.limner.configuration.Program;
import dev.limner.configuration.Settings;
import dev.limner.configuration.Unknown;
import dev.limner.configuration.Variables;
import dev.limner.store.S3ObjectStore;
import dev.limner.store.S3Settings;

/**
 * Gives new servers what the services need: Kafka its topics, PostgreSQL its users and schemas, S3 its bucket. Done
 * again it changes nothing but passwords, which it sets to what the environment says. Each server is waited for, and
 * all three are tried before it fails.
 */
public final class Setup {
    private static final int MISCONFIGURED = 78;

    private final Settings settings;
    private final Patience patience;
    private final PrintStream out;

    Setup(Settings settings, Patience patience, PrintStream out) {
        this.settings = settings;
        this.patience = patience;
        this.out = out;
    }

    /** Ends with 0 where all is there, with 1 where a server was away or refused, with 78 for a wrong environment. */
    public static void main(String[] arguments) {
        try {
            System.exit(run(System.getenv(), System.out) ? 0 : 1);
        } catch (InvalidSettingsException e) {
            System.err.println(e.getMessage());
            Unknown.in(System.getenv()).forEach(unknown -> System.err.println("  - " + unknown));
            System.exit(MISCONFIGURED);
        }
    }

    /**
     * Sets up the servers that an environment names.
     *
     * @return whether everything is there now
     * @throws InvalidSettingsException naming everything that is wrong with the environment
     */
    public static boolean run(Map<String, String> environment, PrintStream out) {
        Settings settings = Settings.read(Program.SETUP, environment);
        return new Setup(settings, Patience.of(settings.get(Variables.SETUP_PATIENCE), out), out).run();
    }

    /** Whether everything is there now. */
    boolean run() {
        return List.of(patience.with("PostgreSQL", this::database), patience.with("S3", this::bucket),
                patience.with("Kafka", this::topics)).stream().allMatch(done -> done);
    }

    private void topics() {
        List<String> differences = KafkaTopics.create(KafkaSecurity.client(settings),
                Integer.parseInt(settings.get(Variables.TOPIC_PARTITIONS)),
                Short.parseShort(settings.get(Variables.TOPIC_REPLICAS)));
        differences.forEach(out::println);
    }

    private void bucket() {
        try (S3ObjectStore store = new S3ObjectStore(new S3Settings(URI.create(settings.get(Variables.S3)),
                settings.get(Variables.S3_ACCESS_KEY), settings.get(Variables.S3_SECRET_KEY),
                settings.get(Variables.S3_BUCKET), settings.get(Variables.S3_REGION),
                settings.find(Variables.S3_CA).map(Path::of).orElse(null)))) {
            store.ensureBucket();
        }
    }

    private void database() throws SQLException {
        String address = settings.get(Variables.DATABASE);
        String database = address.substring(address.lastIndexOf('/') + 1);
        try (Connection connection = connect(address.substring(0, address.lastIndexOf('/')) + "/postgres")) {
            if (!DatabaseUsers.hasDatabase(connection, database)) {
                DatabaseUsers.createDatabase(connection, database);
            }
        }
        SortedMap<String, String> passwords = new TreeMap<>();
        Arrays.stream(Program.values()).filter(Program::service).forEach(service -> passwords.put(service.schema(),
                settings.get(Variables.userPassword(service))));
        try (Connection connection = connect(address)) {
            DatabaseUsers.create(connection, database, passwords);
        }
    }

    private Connection connect(String address) throws SQLException {
        Properties login = new Properties();
        login.putAll(DatabaseSecurity.of(settings));
        login.put("user", settings.get(Variables.SETUP_DATABASE_USER));
        login.put("password", settings.get(Variables.SETUP_DATABASE_PASSWORD));
        login.put("connectTimeout", "5");
        login.put("ApplicationName", "limner-setup");
        return DriverManager.getConnection(address, login);
    }
}
