package dev.limner.gateway.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.limner.contracts.messages.CloudEvents;
import dev.limner.contracts.messages.Json;

/** What a dataset's job is, its first event says, wherever it was begun. */
class DatasetJobsTest {

    @ParameterizedTest
    @CsvSource({"select,SELECTION", "augment,AUGMENTATION", "delete,DELETION", "import,IMPORT", ",IMPORT"})
    void shouldKnowTheKindOfAJobBegunElsewhere(String operation, Kind kind) {
        // Given
        ObjectNode accepted = Json.MAPPER.createObjectNode().put("id", "e").put("type", "dataset.accepted")
                .put("job", "j").put("dataset", "flowers").put("operation", operation);
        // When
        JobEvent event = JobEvent.of(CloudEvents.read(Map.of(), Json.write(accepted)), Instant.EPOCH).orElseThrow();
        // Then
        assertThat(event.kind()).isEqualTo(kind);
        assertThat(KnownJob.heardOf(event).view().kind()).isEqualTo(kind.word());
        assertThat(event.subject()).isEqualTo("flowers");
    }

    @ParameterizedTest
    @CsvSource({"reading,transforming", "transforming,sampling", "sampling,storing", "choosing,storing"})
    void shouldShowTheStageThatComesLater(String before, String after) {
        assertThat(at(before, 900).place()).isLessThan(at(after, 1).place());
    }

    private static JobEvent at(String stage, long done) {
        ObjectNode body = Json.MAPPER.createObjectNode().put("id", "e").put("type", "dataset.progressed")
                .put("job", "j").put("dataset", "flowers").put("stage", stage).put("done", done).put("total", 1000)
                .put("accepted", 0).put("refused", 0);
        return JobEvent.of(CloudEvents.read(Map.of(), Json.write(body)), Instant.EPOCH).orElseThrow();
    }
}
