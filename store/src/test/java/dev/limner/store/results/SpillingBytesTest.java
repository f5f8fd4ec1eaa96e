package dev.limner.store.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import dev.limner.store.InMemoryObjectStore;

class SpillingBytesTest {
    private final InMemoryObjectStore objects = new InMemoryObjectStore();

    @Test
    void shouldStayInMemoryUpToItsLimit() {
        // Given
        try (SpillingBytes bytes = new SpillingBytes(4)) {
            // When
            bytes.write(new byte[]{1, 2, 3, 4});

            // Then
            bytes.putTo(objects, "key");
            assertThat(bytes.file()).isEmpty();
            assertThat(bytes.size()).isEqualTo(4);
            assertThat(objects.get("key")).containsExactly(1, 2, 3, 4);
        }
    }

    @Test
    void shouldGoOnInAFileAndLeaveNone() {
        // Given
        Path file;
        try (SpillingBytes bytes = new SpillingBytes(4)) {
            bytes.write(new byte[]{1, 2, 3});

            // When
            bytes.write(new byte[]{4, 5});
            bytes.write(new byte[]{6});

            // Then
            bytes.putTo(objects, "key");
            file = bytes.file().orElseThrow();
            assertThat(file).exists();
            assertThat(bytes.size()).isEqualTo(6);
            assertThat(objects.get("key")).containsExactly(1, 2, 3, 4, 5, 6);
        }
        assertThat(file).doesNotExist();
    }
}
