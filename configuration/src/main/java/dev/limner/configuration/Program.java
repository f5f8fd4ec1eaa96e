package dev.limner.configuration;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/** The programs that are configured by the environment: the four services, and what sets their servers up. */
public enum Program {
    GATEWAY("gateway", "gateway", 8080),
    DATASET("dataset-service", "dataset", 8081),
    TRAINER("trainer-service", "trainer", 8082),
    GENERATOR("generator-service", "generator", 8083),
    SETUP("setup", "", 0);

    private final String title;
    private final String schema;
    private final int port;

    Program(String title, String schema, int port) {
        this.title = title;
        this.schema = schema;
        this.port = port;
    }

    /** Its name: the module's, the image's and the log's. */
    public String title() {
        return title;
    }

    /** Its PostgreSQL schema, and the user that owns it unless told otherwise; blank for {@link #SETUP}. */
    public String schema() {
        return schema;
    }

    /** The port of its HTTP, unless told otherwise; empty where it has none. */
    public OptionalInt port() {
        return port == 0 ? OptionalInt.empty() : OptionalInt.of(port);
    }

    /** Whether it answers HTTP and works on rows, as all but {@link #SETUP} do. */
    public boolean service() {
        return this != SETUP;
    }

    /** The program with this title. */
    public static Optional<Program> titled(String title) {
        return Arrays.stream(values()).filter(program -> program.title.equals(title)).findFirst();
    }
}
