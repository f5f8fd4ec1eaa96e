package dev.limner.gateway.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.limner.contracts.api.JobView;
import dev.limner.contracts.api.Page;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.problems.Problem;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.gateway.Postgres;
import dev.limner.gateway.jobs.JobEvent.Move;
import dev.limner.gateway.lists.Slice;

class JobProjectionTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123456Z");

    private JobProjection jobs;

    @BeforeEach
    void setUp() {
        jobs = new JobProjection(Postgres.empty());
    }

    @Test
    void shouldKeepEverythingThatIsKnownOfAJob() {
        // Given
        Problem problem = Problem.of(ProblemType.DIVERGED, "the loss is not a number any more: \u0000");
        jobs.apply(event("run-1", Move.ACCEPT, 0, 1, null), handle -> {});
        jobs.apply(event("run-1", Move.PROGRESS, 1, 0, null), handle -> {});

        // When
        KnownJob applied = jobs.apply(event("run-1", Move.FAIL, 1, 2, problem), handle -> {});

        // Then
        assertThat(jobs.find("run-1")).contains(applied);
        assertThat(applied.problem()).isEqualTo(problem);
        assertThat(applied.state()).isEqualTo(State.FAILED);
    }

    @Test
    void shouldShowEveryJobOnceOverPages() {
        // Given
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            jobs.apply(event("run-" + i, Move.ACCEPT, 0, 1, null), handle -> {});
            all.add("run-" + i);
        }

        // When
        List<String> shown = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page<JobView> page = jobs.list(JobFilter.of("training-run", "flowers-vae", "accepted"),
                    Slice.of("3", cursor.orElse(null)));
            page.items().forEach(job -> shown.add(job.id()));
            cursor = Optional.ofNullable(page.next());
        } while (cursor.isPresent());

        // Then
        assertThat(shown).containsExactlyInAnyOrderElementsOf(all);
        assertThat(jobs.list(JobFilter.of("generation", null, null), Slice.of(null, null)).items()).isEmpty();
    }

    private static JobEvent event(String job, Move move, long epoch, long sequence, Problem problem) {
        ObjectNode body = Json.MAPPER.createObjectNode().put("job", job).put("model", "flowers-vae").put("images", 5);
        return new JobEvent(job, Kind.TRAINING_RUN, "flowers-vae", move, epoch, sequence, 5, problem, NOON, body);
    }
}
