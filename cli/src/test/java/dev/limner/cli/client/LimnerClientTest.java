package dev.limner.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.limner.contracts.api.EventView;
import dev.limner.contracts.api.JobView;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;

class LimnerClientTest {
    private static final String JOB = """
            {"id": "run-1", "kind": "training-run", "subject": "clothes-vae", "state": "running",
             "progress": {"images": 64000, "budgetImages": 128000, "losses": {"loss": 0.25},
                          "imagesPerSecond": 1200.5, "etaSeconds": 53.3},
             "createdAt": "2026-01-01T00:00:00Z", "updatedAt": "2026-01-01T00:00:01Z"}""";

    private final FakeGateway gateway = new FakeGateway();

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void shouldSendKeyAndIdempotencyKeyWithEveryPost() {
        // Given
        gateway.answers(202, JOB);

        // When
        JobView job = gateway.client().train(Json.MAPPER.createObjectNode().put("model", "clothes-vae"));

        // Then
        assertThat(job.id()).isEqualTo("run-1");
        FakeGateway.Request request = gateway.requests().get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/v1/training-runs");
        assertThat(request.authorization()).isEqualTo("Bearer limner_key");
        assertThat(request.idempotencyKey()).hasSize(36);
        assertThat(request.text()).isEqualTo("{\"model\":\"clothes-vae\"}");
    }

    @Test
    void shouldRepeatWhatMayNotHaveArrivedUnderTheSameKey() {
        // Given
        gateway.answers(503, problem(ProblemType.UNAVAILABLE, "kafka is away")).answers(202, JOB);

        // When
        gateway.client().generate(Json.MAPPER.createObjectNode().put("count", 1), 20);

        // Then
        assertThat(gateway.requests()).hasSize(2);
        assertThat(gateway.requests().get(0).idempotencyKey()).isEqualTo(gateway.requests().get(1).idempotencyKey());
        assertThat(gateway.requests().get(0).prefer()).isEqualTo("wait=20");
    }

    @Test
    void shouldThrowTheProblemItWasAnswered() {
        // Given
        gateway.answers(404, problem(ProblemType.UNKNOWN_MODEL, "there is no model 'flowers-vae'"));

        // Then
        assertThatThrownBy(() -> gateway.client().model("flowers-vae"))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.problem().status()).isEqualTo(404);
                    assertThat(refused.problem().detail()).isEqualTo("there is no model 'flowers-vae'");
                });
    }

    @Test
    void shouldSayWhatAnswersWhereItIsNoLimner() {
        // Given
        gateway.answers(502, "text/html", "<html>Bad gateway</html>".getBytes(UTF_8));

        // Then
        assertThatThrownBy(() -> gateway.client().jobs(1)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("answered 502").hasMessageContaining("Bad gateway");
    }

    @Test
    void shouldSayThatNobodyAnswers() {
        // Given
        URI nobody = gateway.address();
        gateway.close();

        // Then
        assertThatThrownBy(() -> new LimnerClient(nobody, "key").models()).isInstanceOf(UnreachableException.class)
                .hasMessageContaining("limner up").hasMessageContaining(nobody.toString());
    }

    @Test
    void shouldReadPages() {
        // Given
        gateway.answers(200, "{\"items\": [" + JOB + "], \"next\": \"abc\", \"later\": 1}");

        // When
        List<JobView> jobs = gateway.client().jobs(7);

        // Then
        assertThat(gateway.requests().get(0).path()).isEqualTo("/v1/jobs?limit=7");
        assertThat(jobs).singleElement().satisfies(job -> assertThat(job.subject()).isEqualTo("clothes-vae"));
    }

    @Test
    void shouldPutServerSentEventsTogether() {
        // Given
        gateway.answers(200, "text/event-stream", """
                : ping

                event: training.progressed
                id: 1
                data: {"id": "e-1", "type": "training.progressed",
                data:  "subject": "run-1", "topic": "limner.training-events", "data": {}}

                data:{"id": "e-2", "type": "training.succeeded", "subject": "run-1"}

                """.getBytes(UTF_8));
        List<EventView> events = new ArrayList<>();

        // When
        gateway.client().events(Map.of("job", "run 1"), events::add);

        // Then
        assertThat(gateway.requests().get(0).path()).isEqualTo("/v1/events?job=run%201");
        assertThat(events).extracting(EventView::id).containsExactly("e-1", "e-2");
    }

    @Test
    void shouldStreamAnUpload() {
        // Given
        gateway.answers(202, JOB);
        MultipartBody body = new MultipartBody("b").text("size", "28").file("files", "a.zip", new byte[100_000]);
        List<Long> sent = new ArrayList<>();

        // When
        gateway.client().importDataset("clothes", body, sent::add);

        // Then
        FakeGateway.Request request = gateway.requests().get(0);
        assertThat(request.path()).isEqualTo("/v1/datasets/clothes/imports");
        assertThat(request.contentType()).isEqualTo("multipart/form-data; boundary=b");
        assertThat(request.body()).hasSize((int) body.length());
        assertThat(sent).isSorted().endsWith(body.length());
    }

    @Test
    void shouldWaitForAJobsEnd() throws Exception {
        // Given
        gateway.answers(200, JOB).answers(503, problem(ProblemType.UNAVAILABLE, "starting"))
                .answers(200, JOB.replace("running", "succeeded"));
        List<String> states = new ArrayList<>();

        // When
        JobView job = new JobWatch(gateway.client(), seen -> states.add(seen.state())).untilItEnds("run-1");

        // Then
        assertThat(job.succeeded()).isTrue();
        assertThat(states).containsExactly("running", "succeeded");
    }

    private static String problem(ProblemType type, String detail) {
        return new String(Json.write(dev.limner.contracts.problems.Problem.of(type, detail)), UTF_8);
    }
}
