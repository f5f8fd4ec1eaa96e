package dev.limner.gateway.runs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.junit.jupiter.api.Test;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.store.InMemoryObjectStore;
import dev.limner.store.tensorboard.EventFile;

class EventArchiveTest {
    private final InMemoryObjectStore objects = new InMemoryObjectStore();

    @Test
    void shouldHoldTheFilesThatCountInTheRunsFolder() throws IOException {
        // Given
        put(new EventFile("m", "r-1", 1, 0, 64), "a");
        put(new EventFile("m", "r-1", 1, 64, 100), "was done again");
        put(new EventFile("m", "r-1", 2, 64, 128), "b");
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        // When
        EventArchive.of(objects, "m", "r-1").write(out);

        // Then
        Map<String, String> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), new String(zip.readAllBytes(), UTF_8));
            }
        }
        assertThat(entries).containsExactly(
                Map.entry("r-1/events.out.tfevents.000001-000000000000000-000000000000064", "a"),
                Map.entry("r-1/events.out.tfevents.000002-000000000000064-000000000000128", "b"));
    }

    @Test
    void shouldSayWhenTheFirstComes() {
        assertThatThrownBy(() -> EventArchive.of(objects, "m", "r-1")).isInstanceOf(ProblemException.class)
                .hasMessageContaining("with its first checkpoint");
    }

    private void put(EventFile file, String content) {
        objects.put(file.key(), content.getBytes(UTF_8));
    }
}
