package dev.limner.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import com.fasterxml.jackson.databind.JsonNode;

import dev.limner.cli.stack.services.Service;
import dev.limner.contracts.Topics;
import dev.limner.system.Wire.Seen;

/** A trainer that is killed, stopped or shut down in the middle of a run changes nothing about what the run ends with. */
@ExtendWith(OnOneStack.class)
class KilledTrainerIT {
    private static final String BUDGET = "8000";

    @Test
    void shouldFinishAKilledRunWithOneEndAndTheSameWeights(Limner limner) throws Exception {
        // Given
        limner.importDrawn("killed", 1_500, 100);
        String undisturbed = limner.train("undisturbed", "killed", BUDGET, 5, Map.of());
        JsonNode expected = Limner.succeeded(limner.wire().awaitEnd(undisturbed, Limner.PATIENCE));

        // When
        String killed = limner.train("killed", "killed", BUDGET, 5, Map.of());
        long checkpointed = limner.wire().await(killed, "training.checkpointed", Limner.PATIENCE).json().get("images")
                .asLong();
        awaitImages(limner, killed, checkpointed + 1);
        limner.stack().service(Service.TRAINER).killForcibly();
        Seen end = limner.wire().awaitEnd(killed, Limner.PATIENCE);

        // Then
        assertThat(Limner.succeeded(end).get("digest").asText()).isEqualTo(expected.get("digest").asText());
        List<Seen> all = limner.wire().about(killed);
        assertThat(all).filteredOn(event -> Wire.terminal(event.type())).hasSize(1);
        assertThat(all).filteredOn(event -> event.type().equals("training.started"))
                .extracting(event -> event.headers().get("ce_epoch"))
                .containsExactly("1", "2");
    }

    @Test
    void shouldGoOnAfterStopAndResumeWithTheSameWeights(Limner limner) throws Exception {
        // Given
        limner.importDrawn("stopped", 1_500, 100);
        String undisturbed = limner.train("unstopped", "stopped", BUDGET, 6, Map.of());
        JsonNode expected = Limner.succeeded(limner.wire().awaitEnd(undisturbed, Limner.PATIENCE));

        // When
        String run = limner.train("stopped", "stopped", BUDGET, 6, Map.of());
        awaitImages(limner, run, 1_000);
        control(limner, "training.stop", run);
        JsonNode stopped = limner.wire().await(run, "training.stopped", Limner.PATIENCE).json();
        control(limner, "training.resume", run);
        JsonNode end = Limner.succeeded(limner.wire().awaitEnd(run, Limner.PATIENCE));

        // Then
        assertThat(stopped.get("images").asLong()).isBetween(1_000L, 7_999L);
        assertThat(end.get("digest").asText()).isEqualTo(expected.get("digest").asText());
        assertThat(limner.wire().about(run)).filteredOn(event -> event.type().equals("training.started"))
                .extracting(event -> event.json().get("images").asLong())
                .containsExactly(0L, stopped.get("images").asLong());
    }

    @Test
    void shouldCheckpointAndReleaseWhenShutDownThenGoOnFromThere(Limner limner) throws Exception {
        // Given
        limner.importDrawn("shut-down", 1_500, 100);
        String run = limner.train("shut-down", "shut-down", "8000", 7, Map.of());
        awaitImages(limner, run, 1_000);

        // When
        limner.stack().service(Service.TRAINER).restart(Limner.PATIENCE);
        JsonNode end = Limner.succeeded(limner.wire().awaitEnd(run, Limner.PATIENCE));

        // Then
        assertThat(end.get("images").asLong()).isGreaterThanOrEqualTo(8_000);
        assertThat(limner.wire().about(run)).filteredOn(event -> event.type().equals("training.started"))
                .extracting(event -> event.json().get("images").asLong())
                .hasSize(2).last().satisfies(images -> assertThat(images).isGreaterThanOrEqualTo(1_000L));
    }

    @Test
    void shouldCancelARunBetweenBatchesAndKeepItsCheckpoints(Limner limner) throws Exception {
        // Given
        limner.importDrawn("cancelled", 1_500, 100);
        String run = limner.train("cancelled", "cancelled", "500M", 8, Map.of());
        awaitImages(limner, run, 1_000);

        // When
        control(limner, "training.cancel", run);
        Seen end = limner.wire().awaitEnd(run, Limner.PATIENCE);

        // Then
        assertThat(end.type()).isEqualTo("training.cancelled");
    }

    @Test
    void shouldCancelARunThatHasNotArrivedYet(Limner limner) throws Exception {
        // Given
        limner.importDrawn("overtaken", 600, 100);
        String run = Limner.newId();

        // When
        control(limner, "training.cancel", run);
        limner.wire().send(Topics.TRAINING_COMMANDS, """
                {"id": "%s", "type": "training.start", "model": "overtaken", "family": "vae", "dataset": "overtaken",
                 "budget": "500M"}""".formatted(run));
        Seen end = limner.wire().awaitEnd(run, Limner.PATIENCE);

        // Then
        assertThat(end.type()).isEqualTo("training.cancelled");
    }

    private static void control(Limner limner, String type, String target) {
        limner.wire().send(Topics.TRAINING_COMMANDS, "{\"id\":\"%s\",\"type\":\"%s\",\"target\":\"%s\"}"
                .formatted(Limner.newId(), type, target));
    }

    private static void awaitImages(Limner limner, String run, long images) {
        limner.wire().await("%d images of %s".formatted(images, run), event -> event.about(run)
                && event.type().equals("training.progressed") && event.json().get("images").asLong() >= images,
                Limner.PATIENCE);
    }
}
