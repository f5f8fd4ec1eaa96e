package dev.limner.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import com.fasterxml.jackson.databind.JsonNode;

import dev.limner.cli.stack.services.Service;
import dev.limner.contracts.Topics;
import dev.limner.images.DrawnSet;
import dev.limner.system.Wire.Seen;

/**
 * A dataset service that is killed at any moment of an import loses and doubles nothing. Twice, 7 000 pictures or so each; with
 * {@code -Pfull} ten times, nearly 70 000 each.
 */
@ExtendWith(OnOneStack.class)
class KilledImportIT {
    private static final int KILLS = Integer.getInteger("limner.kills", 2);
    private static final int PICTURES = Integer.getInteger("limner.kills.pictures", 6_000);
    private static final long SEED = 20;

    @Test
    void shouldLoseAndDoubleNothing(Limner limner) throws Exception {
        // Given
        JsonNode expected = limner.importDrawn("unkilled", PICTURES, PICTURES / 7);
        Path drawn = Files.createTempDirectory("drawn");
        DrawnSet.writeIdx(drawn, PICTURES, PICTURES / 7, 1);
        Random moments = new Random(SEED);
        for (int kill = 0; kill < KILLS; kill++) {
            String dataset = "killed-" + kill;

            // When
            String job = begin(limner, dataset, drawn);
            limner.wire().await(job, "dataset.accepted", Limner.PATIENCE);
            LockSupport.parkNanos(moments.nextLong(3_000_000L * Math.max(1, PICTURES / 70)));
            limner.stack().service(Service.DATASET).killForcibly();
            Seen end = limner.wire().awaitEnd(job, Limner.PATIENCE);

            // Then
            JsonNode published = Limner.succeeded(end);
            assertThat(published.get("digest")).isEqualTo(expected.get("digest"));
            assertThat(published.get("version").asInt()).isEqualTo(1);
            assertThat(published.get("existing").asBoolean()).isFalse();
            assertThat(limner.wire().about(job)).filteredOn(event -> Wire.terminal(event.type())).hasSize(1);
            assertThat(limner.store().children("datasets/" + dataset + "/")).filteredOn(key -> key.endsWith(".json"))
                    .hasSize(1);
        }
    }

    private static String begin(Limner limner, String dataset, Path folder) throws IOException {
        String id = Limner.newId();
        List<String> files = new ArrayList<>();
        try (Stream<Path> content = Files.list(folder)) {
            for (Path file : content.sorted().toList()) {
                String key = "staging/%s/%s".formatted(id, file.getFileName());
                limner.store().put(key, file);
                files.add("{\"name\":\"%s\",\"key\":\"%s\"}".formatted(file.getFileName(), key));
            }
        }
        limner.wire().send(Topics.DATASET_COMMANDS,
                "{\"id\":\"%s\",\"type\":\"dataset.import\",\"dataset\":\"%s\",\"files\":[%s]}"
                        .formatted(id, dataset, String.join(",", files)));
        return id;
    }
}
