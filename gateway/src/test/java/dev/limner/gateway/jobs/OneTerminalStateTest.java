package dev.limner.gateway.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.limner.contracts.messages.Envelope;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.messages.MessageType;
import dev.limner.contracts.messages.TrainingEvent;
import dev.limner.contracts.names.Budget;
import dev.limner.contracts.names.DatasetReference;
import dev.limner.contracts.problems.Problem;
import dev.limner.contracts.problems.ProblemType;

/** Every job the gateway shows has one terminal state, the first recorded, whatever order and number events come in. */
class OneTerminalStateTest {
    private static final String RUN = "run-1";
    private static final String MODEL = "flowers-vae";
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Problem CONFLICT = Problem.of(ProblemType.ID_CONFLICT, "another command has this id");

    /** A run that crashed once, was stopped, resumed and ended well; a stale worker and a refused twin beside it. */
    private static final List<JobEvent> HISTORY = List.of(
            event(0, 1, accepted()), event(1, 2, started()), progress(1, 100), progress(1, 200),
            event(1, 3, checkpointed(200)), event(2, 4, started()), progress(1, 300), progress(2, 250),
            event(2, 5, new TrainingEvent.Stopped(RUN, MODEL, 250)), event(0, 0, refused()),
            event(3, 6, started()), progress(3, 400), event(3, 7, checkpointed(500)), progress(2, 260),
            event(3, 8, succeeded()));

    @Test
    void shouldEndTheSameInAnyOrderAndNumber() {
        for (long seed = 0; seed < 200; seed++) {
            // Given
            List<JobEvent> schedule = shuffledWithDuplicates(new Random(seed));

            // When
            KnownJob job = after(submitted(), schedule);

            // Then
            assertThat(job.state()).as("seed %d", seed).isEqualTo(State.SUCCEEDED);
            assertThat(job.result()).isEqualTo(Json.MAPPER.valueToTree(succeeded()));
            assertThat(job.problem()).isNull();
        }
    }

    @Test
    void shouldShowTheSameBeforeTheEndInAnyOrderAndNumber() {
        for (long seed = 0; seed < 200; seed++) {
            // Given
            List<JobEvent> schedule = shuffledWithDuplicates(new Random(seed));
            schedule.removeIf(event -> event.move() == JobEvent.Move.SUCCEED);

            // When
            KnownJob job = after(submitted(), schedule);

            // Then
            assertThat(job.state()).as("seed %d", seed).isEqualTo(State.RUNNING);
            assertThat(job.progress().get("images").asLong()).isEqualTo(400);
            assertThat(job.problem()).isNull();
        }
    }

    @Test
    void shouldKeepTheFirstTerminalState() {
        // Given
        KnownJob cancelled = submitted().after(event(1, 5, new TrainingEvent.Cancelled(RUN, MODEL)));

        // When
        KnownJob job = after(cancelled, HISTORY);

        // Then
        assertThat(job).isSameAs(cancelled);
    }

    @Test
    void shouldDropATerminalEventOfALowerEpoch() {
        // Given
        KnownJob running = submitted().after(event(2, 4, started()));

        // When
        KnownJob job = running.after(event(1, 9, new TrainingEvent.Failed(RUN, MODEL, CONFLICT)));

        // Then
        assertThat(job).isSameAs(running);
    }

    @Test
    void shouldNotLetARefusalDisturbAJobThatGoesOn() {
        // Given
        KnownJob accepted = submitted().after(event(0, 1, accepted()));

        // When
        KnownJob job = accepted.after(event(0, 2, refused()));

        // Then
        assertThat(job).isSameAs(accepted);
    }

    @Test
    void shouldShowARefusalOfWhatNothingElseWasHeardOf() {
        // Given
        JobEvent refusal = event(0, 0, refused());

        // When
        KnownJob job = KnownJob.heardOf(refusal);

        // Then
        assertThat(job.state()).isEqualTo(State.REFUSED);
        assertThat(job.problem()).isEqualTo(CONFLICT);
        assertThat(job.view().ended()).isTrue();
    }

    @Test
    void shouldForgetARefusalOnceTheJobIsHeardOf() {
        // Given
        KnownJob refused = KnownJob.heardOf(event(0, 7, refused()));

        // When
        KnownJob job = refused.after(event(0, 1, accepted()));

        // Then
        assertThat(job.state()).isEqualTo(State.ACCEPTED);
        assertThat(job.problem()).isNull();
        assertThat(job.request().get("family").asText()).isEqualTo("vae");
    }

    @Test
    void shouldNotWakeAStoppedRunByProgressOfTheClaimThatStopped() {
        // Given
        KnownJob stopped = submitted().after(event(1, 3, new TrainingEvent.Stopped(RUN, MODEL, 200)));

        // When
        KnownJob job = stopped.after(progress(1, 200));

        // Then
        assertThat(job.state()).isEqualTo(State.STOPPED);
    }

    private static KnownJob submitted() {
        ObjectNode request = Json.MAPPER.createObjectNode().put("model", MODEL);
        return KnownJob.submitted(RUN, Kind.TRAINING_RUN, MODEL, request, NOON);
    }

    private static KnownJob after(KnownJob job, List<JobEvent> events) {
        KnownJob known = job;
        for (JobEvent event : events) {
            known = known.after(event);
        }
        return known;
    }

    private static List<JobEvent> shuffledWithDuplicates(Random random) {
        List<JobEvent> schedule = new ArrayList<>(HISTORY);
        for (JobEvent event : HISTORY) {
            for (int copies = random.nextInt(3); copies > 0; copies--) {
                schedule.add(event);
            }
        }
        Collections.shuffle(schedule, random);
        return schedule;
    }

    private static JobEvent event(long epoch, long sequence, TrainingEvent event) {
        MessageType type = MessageType.of((Record) event);
        return JobEvent.of(new Envelope(RUN + ":" + epoch + ":" + sequence, type, "limner/trainer-service", NOON, epoch,
                sequence, Json.MAPPER.valueToTree(event)), NOON).orElseThrow();
    }

    private static JobEvent progress(long epoch, long images) {
        return event(epoch, 0, new TrainingEvent.Progressed(RUN, MODEL, images, 1000, Map.of("loss", 0.5), 1, 1, 1));
    }

    private static TrainingEvent accepted() {
        return new TrainingEvent.Accepted(RUN, MODEL, "vae", "vae-28", DatasetReference.parse("flowers@1"),
                Budget.images(500), 7, Map.of());
    }

    private static TrainingEvent started() {
        return new TrainingEvent.Started(RUN, MODEL, 0, "cpu", 10);
    }

    private static TrainingEvent checkpointed(long images) {
        return new TrainingEvent.Checkpointed(RUN, MODEL, RUN + "-1-" + images, images, "00", "models/x", Map.of(),
                "none");
    }

    private static TrainingEvent refused() {
        return new TrainingEvent.Refused(RUN, MODEL, CONFLICT);
    }

    private static TrainingEvent succeeded() {
        return new TrainingEvent.Succeeded(RUN, MODEL, 500, RUN + "-3-500", "00", Map.of());
    }
}
