package dev.limner.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CompletionStage;

import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;

import dev.limner.contracts.problems.Problem;
import dev.limner.contracts.problems.ProblemType;

class DeadLettersTest {
    private static final Problem TOO_LARGE = Problem.of(ProblemType.TOO_LARGE, "the value has 9 bytes");

    private final FakeWire wire = new FakeWire();
    private final DeadLetters deadLetters = new DeadLetters(wire, "test-service");
    private final Received record = Received.of(new Records().message("key", new byte[9]));

    @Test
    void shouldLeaveOutAValueThatTheTopicCannotHoldAndSaySo() {
        // Given
        wire.refuse(value -> value.length > 4 ? new RecordTooLargeException("9 bytes") : null);

        // When
        deadLetters.put(record, TOO_LARGE).toCompletableFuture().join();

        // Then
        assertThat(wire.letters()).singleElement().satisfies(letter -> {
            assertThat(letter.value()).isEmpty();
            assertThat(letter.header(DeadLetters.LEFT_OUT)).isEqualTo("9");
            assertThat(letter.header(DeadLetters.PROBLEM)).isEqualTo(ProblemType.TOO_LARGE.uri());
        });
    }

    @Test
    void shouldFailWhereKafkaDoesNotTakeIt() {
        // Given
        wire.refuse(value -> new IOException("Kafka is away"));

        // When
        CompletionStage<Void> put = deadLetters.put(record, TOO_LARGE);

        // Then
        assertThatThrownBy(() -> put.toCompletableFuture().join()).hasRootCauseMessage("Kafka is away");
        assertThat(wire.letters()).isEmpty();
    }

    @Test
    void shouldNotChangeTheHeadersOfTheRecordItself() {
        // Given
        int before = record.headers().toArray().length;

        // When
        deadLetters.put(record, TOO_LARGE).toCompletableFuture().join();

        // Then
        assertThat(record.headers().toArray()).hasSize(before);
    }
}
