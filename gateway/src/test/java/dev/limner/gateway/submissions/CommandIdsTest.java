package dev.limner.gateway.submissions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.Test;

class CommandIdsTest {
    private final CommandIds ids = new CommandIds(
            Clock.fixed(Instant.ofEpochMilli(0x0123456789ABL), ZoneOffset.UTC), new Random(7));

    @Test
    void shouldGiveARepetitionTheSameId() {
        // Given
        String first = ids.next("key", "/v1/generations", "again");

        // When
        String second = ids.next("key", "/v1/generations", "again");

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(UUID.fromString(first)).extracting(UUID::version, UUID::variant).containsExactly(5, 2);
    }

    @Test
    void shouldTellRoutesAndKeysApart() {
        // Given
        String first = ids.next("key", "/v1/generations", "again");

        // When
        String elsewhere = ids.next("key", "/v1/training-runs", "again");
        String another = ids.next("key2", "/v1/generations", "again");

        // Then
        assertThat(elsewhere).isNotEqualTo(first);
        assertThat(another).isNotEqualTo(first);
    }

    @Test
    void shouldMakeTimeOrderedIdsWithoutAKey() {
        // Given
        String prefix = "01234567-89ab-7";

        // When
        String id = ids.next("key", "/v1/generations", null);

        // Then
        assertThat(id).startsWith(prefix);
        assertThat(UUID.fromString(id).variant()).isEqualTo(2);
        assertThat(ids.next("key", "/v1/generations", null)).isNotEqualTo(id);
    }
}
