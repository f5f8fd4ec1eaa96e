package dev.limner.gateway.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;

import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.limner.contracts.api.DatasetVersionView;
import dev.limner.contracts.api.DatasetView;
import dev.limner.contracts.messages.Colour;
import dev.limner.contracts.messages.DatasetEvent.Deleted;
import dev.limner.contracts.messages.DatasetEvent.VersionPublished;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.messages.ModelEvent;
import dev.limner.contracts.names.DatasetReference;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.gateway.Postgres;
import dev.limner.gateway.jobs.JobEvent;
import dev.limner.gateway.jobs.JobProjection;
import dev.limner.gateway.jobs.Kind;
import dev.limner.gateway.lists.Slice;
import dev.limner.gateway.models.ModelTable;

class DatasetTableTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private Jdbi jdbi;
    private DatasetTable datasets;

    @BeforeEach
    void publish() {
        jdbi = Postgres.empty();
        datasets = new DatasetTable(jdbi);
        jdbi.useHandle(handle -> {
            DatasetTable.published(handle, version(1), NOON);
            DatasetTable.published(handle, version(2), NOON);
        });
    }

    @Test
    void shouldNotBringADeletedVersionBack() {
        // When: its event is told again
        jdbi.useHandle(handle -> {
            DatasetTable.deleted(handle, new Deleted("j", "flowers", 2, "digest"), NOON);
            DatasetTable.published(handle, version(2), NOON);
        });
        // Then
        assertThat(datasets.find("flowers", 2)).isEmpty();
        assertThat(datasets.knows(DatasetReference.parse("flowers@2"))).isFalse();
        assertThat(datasets.find("flowers").orElseThrow().versions()).extracting(DatasetVersionView::version)
                .containsExactly(1);
    }

    @Test
    void shouldNotListADatasetOfWhichNothingIsLeft() {
        // When
        jdbi.useHandle(handle -> {
            DatasetTable.deleted(handle, new Deleted("j", "flowers", 1, "digest"), NOON);
            DatasetTable.deleted(handle, new Deleted("j", "flowers", 2, "digest"), NOON);
        });
        // Then
        assertThat(datasets.find("flowers")).isEmpty();
        assertThat(datasets.list(Slice.of(null, null)).items()).extracting(DatasetView::name).isEmpty();
    }

    @Test
    void shouldListWhatDependsOnAVersion() {
        // Given: a model of version 1, one of version 2, and runs on version 1, on the newest, and an ended one
        new ModelTable(jdbi).published(checkpoint("one", "flowers@1"), NOON);
        new ModelTable(jdbi).published(checkpoint("two", "flowers@2"), NOON);
        run("r-1", "flowers@1", JobEvent.Move.RUN);
        run("r-2", "flowers", JobEvent.Move.STOP);
        run("r-3", "flowers@1", JobEvent.Move.CANCEL);
        Dependents dependents = new Dependents(jdbi);
        DatasetReference version = DatasetReference.parse("flowers@1");
        // When / Then
        assertThat(dependents.of(version).models()).containsExactly("one");
        assertThat(dependents.of(version).runs()).containsExactly("r-1", "r-2");
        assertThatThrownBy(() -> dependents.requireNone(version)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("one").hasMessageContaining("r-1, r-2").hasMessageContaining("force=true");
        assertThat(dependents.of(DatasetReference.parse("weeds@1")).any()).isFalse();
    }

    private void run(String id, String dataset, JobEvent.Move move) {
        ObjectNode accepted = Json.MAPPER.createObjectNode().put("job", id).put("model", "m").put("dataset", dataset);
        JobProjection jobs = new JobProjection(jdbi);
        jobs.apply(event(id, JobEvent.Move.ACCEPT, 0, accepted), handle -> {});
        jobs.apply(event(id, move, 1, accepted), handle -> {});
    }

    private static JobEvent event(String id, JobEvent.Move move, long epoch, ObjectNode body) {
        return new JobEvent(id, Kind.TRAINING_RUN, "m", move, epoch, 1, 0, null, NOON, body);
    }

    private static VersionPublished version(int number) {
        return new VersionPublished("j" + number, "flowers", number, false, "digest" + number,
                "datasets/flowers/" + number + ".json", 10, 1, 0, 0, 28, 28, Colour.GREY, List.of("rose"));
    }

    private static ModelEvent.CheckpointPublished checkpoint(String model, String dataset) {
        return new ModelEvent.CheckpointPublished(model, "r-1-100", 1, "r", "vae", "conv-small",
                DatasetReference.parse(dataset), 100, "models/m/r/1-100/checkpoint.json", "digest", 28, 28, Colour.GREY,
                List.of());
    }
}
