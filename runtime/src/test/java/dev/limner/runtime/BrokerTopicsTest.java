package dev.limner.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import dev.limner.contracts.Topics;

class BrokerTopicsTest {

    @Test
    void shouldFindNothingWrongWithTopicsAsTheSetupMakesThem() {
        // When
        List<String> wrong = Broker.wrong(made());

        // Then
        assertThat(wrong).isEmpty();
    }

    @Test
    void shouldNameTheTopicsThatAreMissingAndARegistryWithoutOrder() {
        // Given
        Map<String, Integer> partitions = made();
        partitions.put(Topics.TRAINING_EVENTS, 0);
        partitions.remove(Topics.DEAD_LETTERS);
        partitions.put(Topics.MODELS, 12);

        // When
        List<String> wrong = Broker.wrong(partitions);

        // Then
        assertThat(wrong).containsExactly(
                "missing topics: limner.training-events, limner.dead-letters; run the setup, which makes them",
                "limner.models has 12 partitions, and its order needs exactly 1: make it anew");
    }

    private static Map<String, Integer> made() {
        return new TreeMap<>(Topics.ALL.stream()
                .collect(Collectors.toMap(Topics.Settings::name, topic -> topic.partitions(12))));
    }
}
