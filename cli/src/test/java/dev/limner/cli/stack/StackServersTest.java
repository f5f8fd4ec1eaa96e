package dev.limner.cli.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.limner.cli.stack.servers.PostgreSql;
import dev.limner.cli.stack.state.Secrets;
import dev.limner.cli.stack.state.StackRecord;
import dev.limner.contracts.Topics;

/** The servers of the embedded stack, without the services: what they keep, and what they refuse. */
class StackServersTest {
    @TempDir
    Path temporary;

    @Test
    void shouldFindEverythingAgainOnTheSamePorts() throws Exception {
        // Given
        Endpoints before;
        try (Stack stack = Stack.start(options())) {
            before = stack.endpoints();
            send(before, "limner.training-events", "run-1", "kept");
            asService(before, stack, "CREATE TABLE kept AS SELECT 42 AS answer");
            new SignedS3(before.s3()).put("models/kept.txt", "kept");
            assertOneStackAFolder();
        }

        // When
        try (Stack stack = Stack.start(options())) {
            Endpoints after = stack.endpoints();

            // Then
            assertThat(after).isEqualTo(before);
            assertThat(read(after, "limner.training-events", "run-1")).containsExactly("kept");
            assertThat(asService(after, stack, "SELECT answer FROM kept")).isEqualTo("42");
            assertThat(new SignedS3(after.s3()).get("models/kept.txt")).isEqualTo("kept");
            assertThat(new SignedS3(wrong(after.s3())).status("models/kept.txt")).isEqualTo(403);
        }
        assertThat(StackRecord.find(new dev.limner.cli.stack.state.StateFolder(temporary.resolve("state")))
                .orElseThrow().phase()).isEqualTo(StackRecord.Phase.STOPPED);
    }

    @Test
    void shouldGoOnAfterEachServerWasStoppedAndStarted() throws Exception {
        try (Stack stack = Stack.start(options())) {
            // Given
            Endpoints endpoints = stack.endpoints();
            send(endpoints, "limner.generation-results", "g-1", "first");
            asService(endpoints, stack, "CREATE TABLE kept AS SELECT 1 AS answer");

            // When
            List.of(stack.kafka(), stack.postgresql(), stack.s3()).forEach(server -> server.restart());

            // Then
            send(endpoints, "limner.generation-results", "g-1", "second");
            assertThat(read(endpoints, "limner.generation-results", "g-1")).containsExactly("first", "second");
            assertThat(asService(endpoints, stack, "SELECT answer FROM kept")).isEqualTo("1");
            assertThat(new SignedS3(endpoints.s3()).status("models/none")).isEqualTo(404);
            assertThat(asService(endpoints, stack, "SHOW fsync")).isEqualTo("on");
            assertThat(asService(endpoints, stack, "SHOW synchronous_commit")).isEqualTo("on");
            topicsHaveTheirSettings(endpoints);
            passwordsAreAskedFor(endpoints);
            secretsAreTheOwners(stack);
        }
    }

    private StackOptions options() {
        StackOptions options = StackOptions.of(temporary, temporary.resolve("state")).withServices(Set.of());
        return new StackOptions(options.root(), options.state(), Path.of("target/postgresql"), 0, Set.of(), 1,
                Duration.ofMinutes(1), Optional.empty(), line -> {});
    }

    private void assertOneStackAFolder() {
        assertThatThrownBy(() -> Stack.start(options())).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another stack").hasMessageContaining("state");
    }

    private static void topicsHaveTheirSettings(Endpoints endpoints) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", endpoints.kafka()))) {
            for (Topics.Settings topic : Topics.ALL) {
                ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
                var config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
                assertThat(config.get("cleanup.policy").value()).isEqualTo(topic.compacted() ? "compact" : "delete");
                assertThat(admin.describeTopics(List.of(topic.name())).allTopicNames().get().get(topic.name())
                        .partitions()).hasSize(topic.single() ? 1 : 4);
                if (!topic.compacted()) {
                    assertThat(config.get("retention.ms").value())
                            .isEqualTo(Long.toString(topic.retention().toMillis()));
                }
            }
        }
    }

    private static void passwordsAreAskedFor(Endpoints endpoints) {
        for (String user : List.of(PostgreSql.SUPERUSER, "trainer")) {
            assertThatThrownBy(() -> DriverManager.getConnection(endpoints.database().url(), user, "guessed"))
                    .isInstanceOf(SQLException.class).hasMessageContaining("password");
        }
    }

    private static void secretsAreTheOwners(Stack stack) throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(
                stack.folder().path().resolve("secrets.json")))).isEqualTo("rw-------");
    }

    private static void send(Endpoints endpoints, String topic, String key, String value) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", endpoints.kafka(), "acks", "all"), new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, 0, key, value)).get();
        }
    }

    private static List<String> read(Endpoints endpoints, String topic, String key) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", endpoints.kafka()), new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            List<String> values = new java.util.ArrayList<>();
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
                    assertThat(record.key()).isEqualTo(key);
                    values.add(record.value());
                }
            }
            return values;
        }
    }

    /** Runs SQL as the trainer's user, in its own schema; a query's first value. */
    private static String asService(Endpoints endpoints, Stack stack, String sql) throws SQLException {
        String password = Secrets.find(stack.folder()).orElseThrow().databasePasswords().get("trainer");
        try (Connection connection = DriverManager.getConnection(endpoints.database().url(), "trainer", password);
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return null;
            }
            try (ResultSet row = statement.getResultSet()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private static Endpoints.S3 wrong(Endpoints.S3 s3) {
        return new Endpoints.S3(s3.endpoint(), s3.accessKey(), new String("guessed".getBytes(UTF_8), UTF_8),
                s3.bucket(), s3.region());
    }
}
