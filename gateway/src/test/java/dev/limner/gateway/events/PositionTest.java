package dev.limner.gateway.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import dev.limner.contracts.Topics;

class PositionTest {
    @Test
    void shouldNameTheNextOffsetOfEveryPartition() {
        // Given
        TopicPartition first = new TopicPartition(Topics.TRAINING_EVENTS, 0);
        TopicPartition second = new TopicPartition(Topics.TRAINING_EVENTS, 1);
        Position position = new Position(List.of(second, first, new TopicPartition(Topics.MODELS, 0)));

        // When
        position.at(second, 17);

        // Then
        assertThat(position).hasToString("d:;t:0.17;g:;m:0");
    }
}
