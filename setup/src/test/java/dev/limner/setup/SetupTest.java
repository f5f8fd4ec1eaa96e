package dev.limner.setup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import dev.limner.configuration.Program;
import dev.limner.configuration.Settings;
import dev.limner.configuration.Variable;
import dev.limner.configuration.Variables;
import dev.limner.contracts.Topics;

class SetupTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(said, true, UTF_8);

    @Test
    void shouldSayEachReasonOnceAndGoOn() {
        // Given
        AtomicInteger tries = new AtomicInteger();

        // When
        boolean done = new Patience(Duration.ofMinutes(1), Duration.ofMillis(1), out).with("Kafka", () -> {
            if (tries.incrementAndGet() < 5) {
                throw new IllegalStateException("outer", new IllegalStateException("refused"));
            }
        });

        // Then
        assertThat(done).isTrue();
        assertThat(said.toString(UTF_8).lines()).containsExactly("Kafka is not set up yet: refused", "Kafka is set up");
    }

    @Test
    void shouldTryAllThreeServersBeforeItFails() {
        // Given
        Map<String, String> environment = new HashMap<>();
        Variables.LIST.stream().filter(Variable::required)
                .forEach(variable -> environment.put(variable.name(), "x"));
        environment.put("LIMNER_KAFKA", "nowhere.invalid:1");
        environment.put("LIMNER_DATABASE", "jdbc:postgresql://localhost:1/limner");
        environment.put("LIMNER_S3", "http://localhost:1");
        Settings settings = Settings.read(Program.SETUP, environment);

        // When
        boolean done = new Setup(settings, new Patience(Duration.ZERO, Duration.ZERO, out), out).run();

        // Then
        assertThat(done).isFalse();
        assertThat(said.toString(UTF_8).lines().filter(line -> line.contains("is not set up after"))
                .map(line -> line.split(" ")[0])).containsExactly("PostgreSQL", "S3", "Kafka");
    }

    @Test
    void shouldAskForTwoBrokersToHaveARecordWhereThereAreThree() {
        // Given
        Topics.Settings registry = Topics.ALL.stream().filter(Topics.Settings::compacted).findFirst().orElseThrow();

        // When
        List<Map<String, String>> both = List.of(KafkaTopics.configuration(registry, (short) 1),
                KafkaTopics.configuration(registry, (short) 3));

        // Then
        assertThat(both.get(0)).doesNotContainKey("min.insync.replicas").containsEntry("cleanup.policy", "compact");
        assertThat(both.get(1)).containsEntry("min.insync.replicas", "2");
    }
}
