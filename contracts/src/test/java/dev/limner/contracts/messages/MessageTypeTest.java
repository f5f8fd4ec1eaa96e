package dev.limner.contracts.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.limner.contracts.Topics;

class MessageTypeTest {

    @Test
    void shouldNameEveryRecordOfTheMessagesOnce() {
        // Given
        Set<Class<?>> records = new HashSet<>();
        for (Class<?> kind : new Class<?>[]{DatasetCommand.class, TrainingCommand.class, GenerationCommand.class,
                DatasetEvent.class, TrainingEvent.class, GenerationEvent.class, ModelEvent.class}) {
            records.addAll(records(kind));
        }

        // When
        Set<Class<?>> named = new HashSet<>();
        MessageType.ALL.values().forEach(type -> named.add(type.form()));

        // Then
        assertThat(named).isEqualTo(records).hasSameSizeAs(MessageType.ALL.values());
    }

    @Test
    void shouldSendCommandsAndEventsOnTopicsOfTheirOwn() {
        for (MessageType type : MessageType.ALL.values()) {
            boolean command = Command.class.isAssignableFrom(type.form());
            assertThat(type.topic()).as(type.name()).isEqualTo(switch (type.name().substring(0,
                    type.name().indexOf('.'))) {
                case "dataset" -> command ? Topics.DATASET_COMMANDS : Topics.DATASET_EVENTS;
                case "training" -> command ? Topics.TRAINING_COMMANDS : Topics.TRAINING_EVENTS;
                case "generation" -> command ? Topics.GENERATION_REQUESTS : Topics.GENERATION_RESULTS;
                default -> Topics.MODELS;
            });
        }
    }

    @Test
    void shouldBeFoundByEitherName() {
        // Given
        MessageType start = MessageType.ALL.get("training.start");

        // When
        String full = start.full();

        // Then
        assertThat(full).isEqualTo("dev.limner.training.start.v1");
        assertThat(MessageType.named(full)).contains(start);
        assertThat(MessageType.named("training.start")).contains(start);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "start", "Training.start", "dev.limner.training.start.v2", "dev.limner.training.start",
            "training.start.v1", "dev.limner..v1", "dev.limner.v1"})
    void shouldNotFindWhatIsNoMessage(String name) {
        assertThat(MessageType.named(name)).isEmpty();
    }

    private static Set<Class<?>> records(Class<?> kind) {
        if (kind.isRecord()) {
            return Set.of(kind);
        }
        Set<Class<?>> records = new HashSet<>();
        for (Class<?> part : kind.getPermittedSubclasses()) {
            records.addAll(records(part));
        }
        return records;
    }
}
