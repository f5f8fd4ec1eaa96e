package dev.limner.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

import dev.limner.cli.stack.Endpoints;
import dev.limner.cli.stack.servers.Server;
import dev.limner.cli.stack.servers.Servers;

/**
 * Kafka, PostgreSQL and MinIO in containers, of the images that docker-compose.yml names and set up as it sets them up,
 * on fixed ports of loopback: a container that is stopped and started keeps its data and its address.
 */
final class ContainerServers implements Servers {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Prepared PREPARED = new Prepared("127.0.0.1:39092",
            new Endpoints.Database("jdbc:postgresql://127.0.0.1:35432/limner", "postgres", "limner-test-superuser"),
            new Endpoints.S3(URI.create("http://127.0.0.1:39000"), "limner-test", "limner-test-secret", "limner",
                    "us-east-1"));

    private final Contained kafka = new Contained("kafka", 39_092, 9092, Map.ofEntries(
            Map.entry("CLUSTER_ID", "bGltbmVyLXRlc3QtMDAwMQ"), Map.entry("KAFKA_NODE_ID", "1"),
            Map.entry("KAFKA_PROCESS_ROLES", "broker,controller"),
            Map.entry("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@localhost:9093"),
            Map.entry("KAFKA_LISTENERS", "PLAINTEXT://:9092,CONTROLLER://:9093"),
            Map.entry("KAFKA_ADVERTISED_LISTENERS", "PLAINTEXT://127.0.0.1:39092"),
            Map.entry("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
            Map.entry("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER"),
            Map.entry("KAFKA_LOG_DIRS", "/var/lib/kafka/data"), Map.entry("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false"),
            Map.entry("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "1"),
            Map.entry("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "1"),
            Map.entry("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "1"),
            Map.entry("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR", "1"),
            Map.entry("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR", "1")));
    private final Contained postgresql = new Contained("postgres", 35_432, 5432,
            Map.of("POSTGRES_DB", "limner", "POSTGRES_PASSWORD", PREPARED.database().password(),
                    "POSTGRES_INITDB_ARGS", "--auth-host=scram-sha-256"),
            "postgres", "-c", "max_connections=200");
    private final Contained s3 = new Contained("s3", 39_000, 9000,
            Map.of("MINIO_ROOT_USER", PREPARED.bucket().accessKey(), "MINIO_ROOT_PASSWORD",
                    PREPARED.bucket().secretKey()),
            "server", "/data", "--address", ":9000");

    @Override
    public Server kafka() {
        return kafka;
    }

    @Override
    public Server postgresql() {
        return postgresql;
    }

    @Override
    public Server s3() {
        return s3;
    }

    @Override
    public void prepare() {
        PREPARED.run();
    }

    @Override
    public String bootstrapServers() {
        return PREPARED.bootstrapServers();
    }

    @Override
    public Endpoints.S3 bucket() {
        return PREPARED.bucket();
    }

    @Override
    public Endpoints.Database database() {
        return PREPARED.database();
    }

    @Override
    public SortedMap<String, String> passwords() {
        return PREPARED.passwords();
    }

    private static final class Contained extends Server {
        private final GenericContainer<?> container;

        Contained(String service, int port, int inside, Map<String, String> environment, String... command) {
            super(service, port);
            container = new GenericContainer<>(DockerImageName.parse(image(service))).withEnv(environment)
                    .withExposedPorts(inside)
                    .waitingFor(Wait.forListeningPorts(inside).withStartupTimeout(PATIENCE));
            container.setPortBindings(List.of("127.0.0.1:%d:%d".formatted(port, inside)));
            if (command.length > 0) {
                container.setCommand(command);
            }
        }

        @Override
        protected void launch() {
            if (container.getContainerId() == null) {
                container.start();
            } else {
                container.getDockerClient().startContainerCmd(container.getContainerId()).exec();
            }
        }

        @Override
        protected void halt() {
            container.getDockerClient().stopContainerCmd(container.getContainerId()).exec();
        }
    }

    /** What the compose file names. */
    private static String image(String service) {
        try {
            Matcher image = Pattern.compile("\n  %s:\n    image: (\\S+)\n".formatted(service))
                    .matcher(Files.readString(Path.of("../docker-compose.yml")));
            if (!image.find()) {
                throw new IllegalStateException("docker-compose.yml names no image for " + service);
            }
            return image.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
