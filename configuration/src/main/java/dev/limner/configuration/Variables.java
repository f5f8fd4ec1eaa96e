package dev.limner.configuration;

import static dev.limner.configuration.Variable.of;
import static dev.limner.configuration.Variable.Kind.REQUIRED_SECRET;
import static dev.limner.configuration.Variable.Kind.SECRET;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every variable there is, in the order of the reference page, which is made from this list. Nothing else names one.
 *
 * <p>What needs no secret has a default that reaches this machine alone; no secret has a default.
 */
public final class Variables {
    private static final Set<Program> ALL = EnumSet.allOf(Program.class);
    private static final Set<Program> SERVICES = EnumSet.complementOf(EnumSet.of(Program.SETUP));
    private static final Set<Program> ENGINES = EnumSet.of(Program.TRAINER, Program.GENERATOR);
    private static final Set<Program> SETUP = EnumSet.of(Program.SETUP);
    private static final int SHORTEST_KEY = 20;
    private static final int MOST_THREADS = 1024;
    private static final int MOST_PARTITIONS = 10_000;

    private static final String HTTP = "HTTP";
    private static final String KAFKA_SERVER = "Kafka";
    private static final String POSTGRESQL = "PostgreSQL";
    private static final String OBJECTS = "S3";
    private static final String WORK = "Work";
    private static final String SETTING_UP = "Setting up";

    public static final Variable HOST = of("LIMNER_HOST", HTTP, SERVICES,
            Checks.matching("[A-Za-z0-9.:_-]+", "a host name or an address"),
            "The address to listen on. `0.0.0.0` for all of them, as in a container.")
            .sets("quarkus.http.host").or("127.0.0.1");
    public static final Variable PORT = of("LIMNER_PORT", HTTP, SERVICES, Checks.port(), "The port to listen on.")
            .sets("quarkus.http.port").or(program -> Integer.toString(program.port().orElseThrow()));
    public static final Variable HOSTS = of("LIMNER_HOSTS", HTTP, Set.of(Program.GATEWAY),
            Checks.matching("\\*|[^\\s/]+(,[^\\s/]+)*", "host names with commas between, or *"),
            "The host names that the gateway answers to besides those of loopback, with commas between; `*` for any.")
            .sets("limner.hosts");
    public static final Variable BOOTSTRAP_KEY = of("LIMNER_BOOTSTRAP_KEY", HTTP, Set.of(Program.GATEWAY),
            Checks.atLeast(SHORTEST_KEY),
            "The first API key, an admin's, stored as its hash at every start; at least 20 characters.")
            .sets("limner.bootstrap.key").is(SECRET);

    public static final Variable KAFKA = of("LIMNER_KAFKA", KAFKA_SERVER, ALL, Checks.kafkaServers(),
            "Bootstrap servers, `host:port`, with commas between.")
            .sets("kafka.bootstrap.servers").or("localhost:9092");
    public static final Variable KAFKA_SECURITY = of("LIMNER_KAFKA_SECURITY", KAFKA_SERVER, ALL,
            Checks.oneOf(Set.of("plaintext", "tls", "sasl", "sasl-tls")),
            "How to speak to Kafka: `plaintext`, `tls`, `sasl` (a password over an open line) or `sasl-tls`.")
            .or("plaintext");
    public static final Variable KAFKA_MECHANISM = of("LIMNER_KAFKA_MECHANISM", KAFKA_SERVER, ALL,
            Checks.oneOf(Set.of("plain", "scram-sha-256", "scram-sha-512")),
            "How the password is proved: `plain`, `scram-sha-256` or `scram-sha-512`.")
            .or("scram-sha-512");
    public static final Variable KAFKA_USER = of("LIMNER_KAFKA_USER", KAFKA_SERVER, ALL, Checks.any(),
            "The user, with `sasl` and `sasl-tls`.");
    public static final Variable KAFKA_PASSWORD = of("LIMNER_KAFKA_PASSWORD", KAFKA_SERVER, ALL, Checks.any(),
            "The user's password, with `sasl` and `sasl-tls`.").is(SECRET);
    public static final Variable KAFKA_CA = of("LIMNER_KAFKA_CA", KAFKA_SERVER, ALL, Checks.certificates(),
            "A PEM file with the authorities to believe, with `tls` and `sasl-tls`; Java's own where it is not set.");
    public static final Variable KAFKA_CERTIFICATE = of("LIMNER_KAFKA_CERTIFICATE", KAFKA_SERVER, ALL,
            Checks.certificates(), "A PEM file with the client's own certificate and its chain.");
    public static final Variable KAFKA_PRIVATE_KEY = of("LIMNER_KAFKA_PRIVATE_KEY", KAFKA_SERVER, ALL, Checks.file(),
            "A PEM file (PKCS #8, not encrypted) with the key of that certificate.");

    public static final Variable DATABASE = of("LIMNER_DATABASE", POSTGRESQL, ALL,
            Checks.matching("jdbc:postgresql://[^/?\\s]+/[A-Za-z0-9_-]+",
                    "an address without parameters, as in jdbc:postgresql://postgres:5432/limner"),
            "The database, as JDBC writes it.")
            .sets("quarkus.datasource.jdbc.url").or("jdbc:postgresql://localhost:5432/limner");
    public static final Variable DATABASE_USER = of("LIMNER_DATABASE_USER", POSTGRESQL, SERVICES, Checks.any(),
            "The user, who owns the service's schema.")
            .sets("quarkus.datasource.username").or(Program::schema);
    public static final Variable DATABASE_PASSWORD = of("LIMNER_DATABASE_PASSWORD", POSTGRESQL, SERVICES,
            Checks.any(), "The user's password.").sets("quarkus.datasource.password").is(REQUIRED_SECRET);
    public static final Variable DATABASE_TLS = of("LIMNER_DATABASE_TLS", POSTGRESQL, ALL,
            Checks.oneOf(Set.of("disable", "prefer", "require", "verify-ca", "verify-full")),
            "Whether the line is encrypted and whom to believe, as libpq's `sslmode`. `verify-full` where "
                    + "`LIMNER_DATABASE_CA` is set, else `prefer`.");
    public static final Variable DATABASE_CA = of("LIMNER_DATABASE_CA", POSTGRESQL, ALL, Checks.certificates(),
            "A PEM file with the authorities to believe.");

    public static final Variable S3 = of("LIMNER_S3", OBJECTS, ALL, Checks.httpAddress(),
            "The server, `http://host:port` or `https://host`; buckets are spoken to by path.")
            .sets("limner.s3.endpoint").or("http://localhost:9000");
    public static final Variable S3_ACCESS_KEY = of("LIMNER_S3_ACCESS_KEY", OBJECTS, ALL, Checks.any(),
            "The user's access key.").sets("limner.s3.access-key").is(REQUIRED_SECRET);
    public static final Variable S3_SECRET_KEY = of("LIMNER_S3_SECRET_KEY", OBJECTS, ALL, Checks.any(),
            "The user's secret key.").sets("limner.s3.secret-key").is(REQUIRED_SECRET);
    public static final Variable S3_BUCKET = of("LIMNER_S3_BUCKET", OBJECTS, ALL,
            Checks.matching("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", "3 to 63 of a-z, 0-9, dots and hyphens"),
            "The bucket that everything is in.").sets("limner.s3.bucket").or("limner");
    public static final Variable S3_REGION = of("LIMNER_S3_REGION", OBJECTS, ALL,
            Checks.matching("[A-Za-z0-9-]+", "letters, digits and hyphens"), "The region that requests are signed for.")
            .sets("limner.s3.region").or("us-east-1");
    public static final Variable S3_CA = of("LIMNER_S3_CA", OBJECTS, ALL, Checks.certificates(),
            "A PEM file with the authorities to believe, with `https`; Java's own where it is not set.")
            .sets("limner.s3.ca");

    public static final Variable DEVICE = of("LIMNER_DEVICE", WORK, ENGINES,
            Checks.matching("auto|cpu|cuda:[0-9]+", "auto, cpu or cuda:N"),
            "What computes: `auto` (the first GPU, else the CPU), `cpu` or `cuda:N`.").sets("limner.device").or("auto");
    public static final Variable THREADS = of("LIMNER_THREADS", WORK, ENGINES, Checks.number(1, MOST_THREADS),
            "The engine's threads; the trainer takes all cores where it is not set. Weights and pictures are equal "
                    + "bit for bit at one number of threads only.")
            .sets("limner.threads").or(program -> program == Program.GENERATOR ? "1" : null);
    public static final Variable INCEPTION_WEIGHTS = of("LIMNER_INCEPTION_WEIGHTS", WORK, Set.of(Program.TRAINER),
            Checks.file(),
            "A safetensors file with Inception v3's weights, named as torchvision does: evaluation then compares pictures by its "
                    + "features, as published FIDs do; by features of its own where it is not set.")
            .sets("limner.inception-weights");
    public static final Variable CHECKPOINT_EVERY = of("LIMNER_CHECKPOINT_EVERY", WORK, Set.of(Program.TRAINER),
            Checks.duration(), "The time between two checkpoints of a run.")
            .sets("limner.checkpoint-every").or("30s");
    public static final Variable KEEP_CHECKPOINTS = of("LIMNER_KEEP_CHECKPOINTS", WORK, Set.of(Program.TRAINER),
            Checks.number(1, MOST_PARTITIONS), "How many of a run's newest checkpoints are kept, beside its best and "
                    + "what aliases name, where the run does not say.")
            .sets("limner.keep-checkpoints").or("3");
    public static final Variable WITHDRAWN_KEPT = of("LIMNER_WITHDRAWN_KEPT", WORK, Set.of(Program.TRAINER),
            Checks.duration(), "The time between a checkpoint's withdrawal from the registry and the deletion of its "
                    + "objects.")
            .sets("limner.withdrawn-kept").or("10m");
    public static final Variable MODELS_MEMORY = of("LIMNER_MODELS_MEMORY", WORK, Set.of(Program.GENERATOR),
            Checks.memory(), "How much of weights to keep loaded, in bytes, or with `K`, `M` or `G`.")
            .sets("limner.models-memory").or("512M");
    public static final Variable REQUESTS_AT_ONCE = of("LIMNER_REQUESTS_AT_ONCE", WORK, Set.of(Program.GENERATOR),
            Checks.number(1, MOST_THREADS), "Small requests under way at once.")
            .sets("limner.requests-at-once").or("8");
    public static final Variable LARGE_GENERATIONS_AT_ONCE = of("LIMNER_LARGE_GENERATIONS_AT_ONCE", WORK,
            Set.of(Program.GENERATOR), Checks.number(1, MOST_THREADS), "Large generations under way at once.")
            .sets("limner.large-generations-at-once").or("2");
    public static final Variable IMPORTS_FOLDER = of("LIMNER_IMPORTS_FOLDER", WORK, Set.of(Program.DATASET),
            Checks.folder(), "Where an import keeps what it reads while it runs: room for an upload and its unpacked "
                    + "pictures. A folder below Java's `java.io.tmpdir` where it is not set.")
            .sets("limner.imports.folder");
    public static final Variable IMPORTS_AT_ONCE = of("LIMNER_IMPORTS_AT_ONCE", WORK, Set.of(Program.DATASET),
            Checks.number(1, MOST_THREADS), "Imports under way at once.").sets("limner.imports.at-once").or("1");
    public static final Variable LOG_LEVEL = of("LIMNER_LOG_LEVEL", WORK, SERVICES,
            Checks.oneOf(Set.of("ERROR", "WARN", "INFO", "DEBUG", "TRACE")), "The least that is logged.")
            .sets("quarkus.log.level").or("INFO");

    public static final Variable TOPIC_PARTITIONS = of("LIMNER_TOPIC_PARTITIONS", SETTING_UP, SETUP,
            Checks.number(1, MOST_PARTITIONS), "Partitions of each topic but the registry, which has one: the most "
                    + "replicas of a service that can share its work.")
            .or("12");
    public static final Variable TOPIC_REPLICAS = of("LIMNER_TOPIC_REPLICAS", SETTING_UP, SETUP, Checks.number(1, 9),
            "Brokers that keep each record. With 3 and more, `min.insync.replicas` is 2.").or("1");
    public static final Variable SETUP_DATABASE_USER = of("LIMNER_SETUP_DATABASE_USER", SETTING_UP, SETUP,
            Checks.any(), "A user who may create users, and schemas in the database.").or("postgres");
    public static final Variable SETUP_DATABASE_PASSWORD = of("LIMNER_SETUP_DATABASE_PASSWORD", SETTING_UP, SETUP,
            Checks.any(), "That user's password.").is(REQUIRED_SECRET);
    public static final Variable SETUP_PATIENCE = of("LIMNER_SETUP_PATIENCE", SETTING_UP, SETUP, Checks.duration(),
            "How long each server may take to answer.").or("2m");

    private Variables() {}

    /** The password that a service's database user is given, told to {@link Program#SETUP}. */
    public static Variable userPassword(Program service) {
        return of("LIMNER_SETUP_%s_PASSWORD".formatted(service.name()), SETTING_UP, SETUP, Checks.any(),
                "The password to give to the database user `%s`.".formatted(service.schema())).is(REQUIRED_SECRET);
    }

    /** All of them. */
    public static final List<Variable> LIST = all();

    /** Those that a program reads. */
    public static List<Variable> readBy(Program program) {
        return LIST.stream().filter(variable -> variable.programs().contains(program)).toList();
    }

    private static List<Variable> all() {
        List<Variable> fixed = List.of(HOST, PORT, HOSTS, BOOTSTRAP_KEY, KAFKA, KAFKA_SECURITY, KAFKA_MECHANISM,
                KAFKA_USER, KAFKA_PASSWORD, KAFKA_CA, KAFKA_CERTIFICATE, KAFKA_PRIVATE_KEY, DATABASE, DATABASE_USER,
                DATABASE_PASSWORD, DATABASE_TLS, DATABASE_CA, S3, S3_ACCESS_KEY, S3_SECRET_KEY, S3_BUCKET, S3_REGION,
                S3_CA, DEVICE, THREADS, INCEPTION_WEIGHTS, CHECKPOINT_EVERY, KEEP_CHECKPOINTS, WITHDRAWN_KEPT,
                MODELS_MEMORY,
                REQUESTS_AT_ONCE, LARGE_GENERATIONS_AT_ONCE,
                IMPORTS_FOLDER, IMPORTS_AT_ONCE, LOG_LEVEL, TOPIC_PARTITIONS, TOPIC_REPLICAS, SETUP_DATABASE_USER,
                SETUP_DATABASE_PASSWORD, SETUP_PATIENCE);
        List<Variable> passwords = Arrays.stream(Program.values()).filter(Program::service)
                .map(Variables::userPassword).toList();
        return Stream.concat(fixed.stream(), passwords.stream()).toList();
    }
}
