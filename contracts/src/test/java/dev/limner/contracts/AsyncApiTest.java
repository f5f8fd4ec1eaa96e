package dev.limner.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import dev.limner.contracts.messages.Command;
import dev.limner.contracts.messages.MessageType;

/** The AsyncAPI document says what the constants say. */
class AsyncApiTest {
    private static final int USUAL_PARTITIONS = 12;
    private static final JsonNode DOCUMENT = read();

    @Test
    void shouldHaveAChannelForEveryTopicWithItsSettings() {
        // When
        Map<String, JsonNode> channels = new HashMap<>();
        DOCUMENT.get("channels").forEach(channel -> channels.put(channel.get("address").asText(), channel));

        // Then
        assertThat(channels.keySet())
                .isEqualTo(Topics.ALL.stream().map(Topics.Settings::name).collect(Collectors.toSet()));
        for (Topics.Settings topic : Topics.ALL) {
            JsonNode kafka = channels.get(topic.name()).at("/bindings/kafka");
            JsonNode settings = kafka.get("topicConfiguration");
            assertThat(kafka.get("topic").asText()).isEqualTo(topic.name());
            assertThat(kafka.get("partitions").asInt()).isEqualTo(topic.partitions(USUAL_PARTITIONS));
            assertThat(settings.at("/cleanup.policy/0").asText()).isEqualTo(topic.compacted() ? "compact" : "delete");
            assertThat(settings.path("retention.ms").asLong(-1))
                    .isEqualTo(topic.retention() == null ? -1 : topic.retention().toMillis());
            assertThat(settings.path("retention.bytes").asLong(-1)).isEqualTo(topic.retentionBytes());
        }
    }

    @Test
    void shouldListEveryMessageOnItsTopic() {
        // Given
        Map<String, Set<String>> expected = new HashMap<>();
        Topics.ALL.forEach(topic -> expected.put(topic.name(), new HashSet<>()));
        MessageType.ALL.values().forEach(type -> expected.get(type.topic()).add(type.name()));

        // When
        Map<String, Set<String>> listed = new HashMap<>();
        for (JsonNode channel : DOCUMENT.get("channels")) {
            Set<String> names = new HashSet<>();
            channel.get("messages").forEach(message -> names.add(resolved(message).get("name").asText()));
            listed.put(channel.get("address").asText(), names);
        }

        // Then
        assertThat(listed).isEqualTo(expected);
        assertThat(DOCUMENT.at("/components/messages")).hasSameSizeAs(MessageType.ALL.values());
    }

    @Test
    void shouldReceiveCommandsAndSendEvents() {
        for (JsonNode operation : DOCUMENT.get("operations")) {
            for (JsonNode message : resolved(operation.get("channel")).get("messages")) {
                MessageType type = MessageType.ALL.get(resolved(message).get("name").asText());
                boolean command = Command.class.isAssignableFrom(type.form());
                assertThat(operation.get("action").asText()).as(type.name()).isEqualTo(command ? "receive" : "send");
                assertThat(resolved(message).at("/traits/0/$ref").asText()).as(type.name())
                        .endsWith(command ? "/command" : "/event");
            }
        }
        assertThat(DOCUMENT.get("operations")).hasSameSizeAs(Topics.ALL);
    }

    @Test
    void shouldReferToWhatIsThere() {
        // When
        List<String> references = new ArrayList<>();
        for (JsonNode reference : DOCUMENT.findValues("$ref")) {
            references.add(reference.asText());
        }

        // Then
        assertThat(references).isNotEmpty().allSatisfy(reference -> {
            if (reference.startsWith("#")) {
                assertThat(DOCUMENT.at(reference.substring(1)).isMissingNode()).isFalse();
            } else {
                assertThat(AsyncApiTest.class.getResource(reference)).isNotNull();
            }
        });
        for (MessageType type : MessageType.ALL.values()) {
            assertThat(references).contains("schemas/" + type.name() + ".v1.json");
        }
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? DOCUMENT.at(node.get("$ref").asText().substring(1)) : node;
    }

    private static JsonNode read() {
        try (InputStream in = AsyncApiTest.class.getResourceAsStream("asyncapi.yaml")) {
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new AssertionError("the AsyncAPI document cannot be read", e);
        }
    }
}
