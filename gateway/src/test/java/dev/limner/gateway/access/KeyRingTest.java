package dev.limner.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.limner.gateway.Postgres;

class KeyRingTest {
    private final Hand clock = new Hand();
    private Jdbi jdbi;
    private KeyTable table;

    @BeforeEach
    void setUp() {
        jdbi = Postgres.empty();
        table = new KeyTable(jdbi, clock);
    }

    @Test
    void shouldMakeTheEnvironmentsKeyAnAdmin() {
        // Given
        KeyRing ring = new KeyRing(table, Optional.of("the-first-key"), clock);

        // When
        Optional<ApiKey> key = ring.find("the-first-key");

        // Then
        assertThat(key).get().extracting(ApiKey::role, ApiKey::id).containsExactly(Role.ADMIN, KeyRing.BOOTSTRAP);
        assertThat(ring.find("the-first-kez")).isEmpty();
    }

    @Test
    void shouldStoreNoKeyInTheClear() {
        // Given
        new KeyRing(table, Optional.of("the-first-key"), clock).load();

        // When
        String row = jdbi.withHandle(handle -> handle.createQuery("SELECT CAST(api_key AS text) FROM api_key")
                .mapTo(String.class).one());

        // Then
        assertThat(row).doesNotContain("the-first-key");
        // printf the-first-key | sha256sum
        assertThat(row).contains("780f2123b898ee8c2c");
    }

    @Test
    void shouldFollowAChangedEnvironment() {
        // Given
        new KeyRing(table, Optional.of("the-first-key"), clock).load();
        KeyRing restarted = new KeyRing(table, Optional.of("another-key"), clock);

        // When
        Optional<ApiKey> old = restarted.find("the-first-key");

        // Then
        assertThat(old).isEmpty();
        assertThat(restarted.find("another-key")).isPresent();
    }

    @Test
    void shouldFindANewKeyAfterASecondAndForgetARemovedOneAfterFive() {
        // Given
        KeyRing ring = new KeyRing(table, Optional.empty(), clock);
        ring.load();
        table.put(new ApiKey("k1", "a viewer", Role.VIEWER, KeyHash.of("viewing")));
        Optional<ApiKey> atOnce = ring.find("viewing");
        clock.moves(Duration.ofSeconds(2));
        Optional<ApiKey> later = ring.find("viewing");
        jdbi.useHandle(handle -> handle.execute("DELETE FROM api_key"));

        // When
        clock.moves(Duration.ofSeconds(6));

        // Then
        assertThat(atOnce).isEmpty();
        assertThat(later).get().extracting(ApiKey::role).isEqualTo(Role.VIEWER);
        assertThat(ring.find("viewing")).isEmpty();
    }

    /** A clock that is set by hand. */
    private static final class Hand extends Clock {
        private Instant now = Instant.parse("2026-01-01T12:00:00Z");

        void moves(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("time zones do not matter here");
        }
    }
}
