package dev.limner.cli.stack.services;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The four services, and what each needs of the machine. */
public enum Service {
    DATASET("dataset-service", "dataset", 768, false),
    TRAINER("trainer-service", "trainer", 1536,
            true),
    GENERATOR("generator-service", "generator", 768, true),
    GATEWAY("gateway", "gateway", 512, false);

    private final String program;
    private final String schema;
    private final int heapMegabytes;
    private final boolean engine;

    Service(String program, String schema, int heapMegabytes, boolean engine) {
        this.program = program;
        this.schema = schema;
        this.heapMegabytes = heapMegabytes;
        this.engine = engine;
    }

    /** Its name: the module's, and the log's. */
    public String program() {
        return program;
    }

    /** Its PostgreSQL schema, and the user that owns it. */
    public String schema() {
        return schema;
    }

    /** Whether it computes with the training engine. */
    public boolean engine() {
        return engine;
    }

    /** The variable that overrides its heap, in megabytes: {@code LIMNER_TRAINER_HEAP=4096}. */
    public String heapVariable() {
        return "LIMNER_" + name() + "_HEAP";
    }

    /** The largest heap it is given unless told otherwise. */
    public int heapMegabytes() {
        return heapMegabytes;
    }

    /** What {@code java -jar} runs. */
    public Path jar(Path root) {
        return root.resolve(program).resolve("target/quarkus-app/quarkus-run.jar");
    }

    /** The service with this name, long or short. */
    public static Optional<Service> named(String name) {
        return Arrays.stream(values())
                .filter(service -> service.program.equals(name) || service.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }
}
