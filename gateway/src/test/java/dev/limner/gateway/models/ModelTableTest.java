package dev.limner.gateway.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.limner.contracts.api.CheckpointView;
import dev.limner.contracts.messages.Colour;
import dev.limner.contracts.messages.ModelEvent;
import dev.limner.contracts.names.DatasetReference;
import dev.limner.contracts.names.ModelReference;
import dev.limner.gateway.Postgres;

class ModelTableTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private ModelTable models;

    @BeforeEach
    void publish() {
        models = new ModelTable(Postgres.empty());
        models.published(checkpoint("r-1-100", 100), NOON);
        models.published(checkpoint("r-1-200", 200), NOON.plusSeconds(1));
        models.moved(new ModelEvent.AliasMoved("m", "latest", 1, "r-1-200"));
    }

    @Test
    void shouldFindACheckpointByAliasAndById() {
        assertThat(models.find(ModelReference.parse("m"))).map(CheckpointView::checkpoint).contains("r-1-200");
        assertThat(models.find(ModelReference.parse("m@r-1-100"))).map(CheckpointView::images).contains(100L);
        assertThat(models.find(ModelReference.parse("m@production"))).isEmpty();
    }

    @Test
    void shouldForgetWhatATombstoneRemoves() {
        // When
        models.removed("m/r-1-100");

        // Then
        assertThat(models.find(ModelReference.parse("m@r-1-100"))).isEmpty();
        assertThat(models.knows(ModelReference.parse("m@r-1-100"))).isFalse();
        assertThat(models.find("m").orElseThrow().checkpoints()).extracting(CheckpointView::checkpoint)
                .containsExactly("r-1-200");
    }

    private static ModelEvent.CheckpointPublished checkpoint(String id, long images) {
        return new ModelEvent.CheckpointPublished("m", id, 1, "r", "vae", "conv-small", DatasetReference.parse("d@1"),
                images, "models/m/r/1-" + images + "/checkpoint.json", "digest", 28, 28, Colour.GREY, List.of());
    }
}
