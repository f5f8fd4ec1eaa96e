package dev.limner.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import dev.limner.contracts.messages.MessageType;

class TopicsTest {
    private static final Map<String, Topics.Settings> SETTINGS = Topics.ALL.stream()
            .collect(Collectors.toMap(Topics.Settings::name, Function.identity()));

    @Test
    void shouldHaveSettingsForEveryTopic() throws IllegalAccessException {
        // Given
        List<String> names = new ArrayList<>();
        for (Field field : Topics.class.getDeclaredFields()) {
            if (Modifier.isPublic(field.getModifiers()) && field.getType() == String.class) {
                names.add((String) field.get(null));
            }
        }

        // When
        List<String> set = Topics.ALL.stream().map(Topics.Settings::name).toList();

        // Then
        assertThat(set).containsExactlyElementsOf(names).allMatch(name -> name.startsWith("limner."));
        assertThat(names).containsAll(MessageType.ALL.values().stream().map(MessageType::topic).toList());
    }

    @Test
    void shouldKeepTheRegistryForEverAndInOrder() {
        // When
        Topics.Settings models = SETTINGS.get("limner.models");

        // Then
        assertThat(models).isEqualTo(new Topics.Settings("limner.models", true, true, null, -1));
        assertThat(models.partitions(12)).isOne();
    }

    @Test
    void shouldKeepEachOtherTopicAsLongAsTheDesignSays() {
        // Given
        Topics.Settings commands = SETTINGS.get("limner.training-commands");
        Topics.Settings results = SETTINGS.get("limner.generation-results");
        Topics.Settings dead = SETTINGS.get("limner.dead-letters");

        // When
        int partitions = commands.partitions(4);

        // Then
        assertThat(partitions).isEqualTo(4);
        assertThat(commands.retention()).isEqualTo(Duration.ofDays(7));
        assertThat(results.retention()).isEqualTo(Duration.ofHours(24));
        assertThat(results.retentionBytes()).isPositive();
        assertThat(dead.retention()).isEqualTo(Duration.ofDays(30));
        assertThat(Topics.ALL).filteredOn(Topics.Settings::compacted).hasSize(1);
    }
}
