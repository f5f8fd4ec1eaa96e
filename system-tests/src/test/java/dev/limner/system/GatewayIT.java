package dev.limner.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import com.fasterxml.jackson.databind.JsonNode;

import dev.limner.images.DrawnSet;
import dev.limner.images.Picture;
import dev.limner.images.PictureDecoder;

/** The whole way again, through the gateway's doors. */
@ExtendWith(OnOneStack.class)
class GatewayIT {

    @Test
    void shouldGoFromPicturesToPicturesOverHttp(Limner limner) throws Exception {
        // Given
        JsonNode imported = upload(limner, "by-http", "import-1");
        assertThat(imported.get("kind").asText()).isEqualTo("import");
        JsonNode version = ended(limner, imported.get("id").asText());
        assertThat(version.get("state").asText()).as(version.toString()).isEqualTo("succeeded");

        // When
        HttpResponse<byte[]> started = limner.post("/v1/training-runs", """
                {"model": "by-http-vae", "family": "vae", "dataset": "by-http", "budget": "4000", "seed": 1}""");
        assertThat(started.statusCode()).as(new String(started.body(), UTF_8)).isEqualTo(202);
        String run = Limner.json(started).get("id").asText();
        JsonNode trained = ended(limner, run);
        HttpResponse<byte[]> sampled = limner.post("/v1/generations", """
                {"operation": "sample", "model": "by-http-vae", "count": 3, "seed": 4, "label": "1"}""", "Prefer",
                "wait=60");

        // Then
        assertThat(trained.get("state").asText()).as(trained.toString()).isEqualTo("succeeded");
        assertThat(sampled.statusCode()).as(new String(sampled.body(), UTF_8)).isEqualTo(200);
        String generation = Limner.json(sampled).get("id").asText();
        Picture picture = PictureDecoder
                .decode(limner.get("/v1/generations/%s/images/1.png".formatted(generation)).body(), "1");
        assertThat(picture.width()).isEqualTo(28);
        byte[] archive = limner.get("/v1/generations/%s/archive.zip".formatted(generation)).body();
        assertThat(new String(archive, 0, 2, UTF_8)).isEqualTo("PK");
        assertThat(limner.get("/v1/datasets/by-http/versions/1/preview.png").headers().firstValue("content-type"))
                .contains("image/png");
        assertThat(Limner.json(limner.get("/v1/datasets/by-http/versions/1/report")).toString()).contains("duplicates");
        assertThat(Limner.json(limner.get("/v1/training-runs/%s/metrics".formatted(run))).get("items")).isNotEmpty();
        PictureDecoder.decode(
                limner.get("/v1/training-runs/%s/grids/latest.png?kind=reconstructions".formatted(run)).body(), "grid");
        PictureDecoder.decode(limner.get("/v1/training-runs/%s/grids/latest.png".formatted(run)).body(), "grid");
        JsonNode model = Limner.json(limner.get("/v1/models/by-http-vae"));
        assertThat(model.get("aliases").get("latest").asText())
                .isEqualTo(trained.get("result").get("checkpoint").asText());
        assertThat(Limner.json(limner.get("/v1/jobs?limit=2")).get("items")).hasSize(2);
    }

    @Test
    void shouldMakeOneJobOfOneIdempotencyKey(Limner limner) throws Exception {
        // Given
        String body = "{\"model\":\"once\",\"family\":\"vae\",\"dataset\":\"once\",\"budget\":\"1000\",\"seed\":1}";
        ended(limner, upload(limner, "once", "import-2").get("id").asText());

        // When
        HttpResponse<byte[]> first = limner.post("/v1/training-runs", body, "Idempotency-Key", "once-1");
        HttpResponse<byte[]> second = limner.post("/v1/training-runs", body, "Idempotency-Key", "once-1");
        HttpResponse<byte[]> other = limner.post("/v1/training-runs", body.replace("1000", "1001"), "Idempotency-Key",
                "once-1");

        // Then
        assertThat(Limner.json(second).get("id")).isEqualTo(Limner.json(first).get("id"));
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(ended(limner, Limner.json(first).get("id").asText()).get("state").asText()).isEqualTo("succeeded");
    }

    @Test
    void shouldAnswerWhatIsWrongAsAProblem(Limner limner) throws Exception {
        assertProblem(limner.post("/v1/training-runs", "{\"model\":"), 400, "malformed-message");
        assertProblem(
                limner.post("/v1/training-runs",
                        "{\"model\":\"m\",\"family\":\"vae\",\"dataset\":\"none\",\"budget\":\"1k\"}"),
                404, "unknown-dataset");
        assertProblem(
                limner.post("/v1/training-runs",
                        "{\"model\":\"M!\",\"family\":\"vae\",\"dataset\":\"none\",\"budget\":\"1k\"}"),
                422, "invalid-field");
        assertProblem(limner.post("/v1/generations", "{\"operation\":\"sample\",\"model\":\"none\"}"), 404,
                "unknown-model");
        assertProblem(limner.post("/v1/generations", "{\"operation\":\"levitate\",\"model\":\"none\"}"), 422,
                "invalid-field");
        assertProblem(limner.get("/v1/jobs/none"), 404, "unknown-job");
        assertProblem(limner.get("/v1/nothing"), 404, "not-found");
        HttpRequest anonymous = HttpRequest.newBuilder(limner.gateway("/v1/jobs")).build();
        assertProblem(limner.http().send(anonymous, BodyHandlers.ofByteArray()), 401, "unauthorised");
    }

    @Test
    void shouldTellWhatHappensAsServerSentEvents(Limner limner) throws Exception {
        // Given
        ended(limner, upload(limner, "told", "import-3").get("id").asText());
        CompletableFuture<List<String>> told = new CompletableFuture<>();
        HttpResponse<Stream<String>> events = limner.http().send(limner.request("/v1/events?model=told-vae").build(),
                BodyHandlers.ofLines());
        Thread reader = new Thread(() -> told.complete(events.body().filter(line -> line.startsWith("event:"))
                .map(line -> line.substring(6).strip()).takeWhile(type -> !type.equals("training.succeeded"))
                .toList()));
        reader.setDaemon(true);
        reader.start();

        // When
        limner.post("/v1/training-runs", """
                {"model": "told-vae", "family": "vae", "dataset": "told", "budget": "1500", "seed": 1}""");

        // Then
        assertThat(told.get(Limner.PATIENCE.toSeconds(), TimeUnit.SECONDS)).contains("training.accepted",
                "training.started");
    }

    @Test
    void shouldBeHealthyAndSayWhatItOffers(Limner limner) throws Exception {
        assertThat(limner.get("/q/health/ready").statusCode()).isEqualTo(200);
        assertThat(limner.get("/q/metrics").statusCode()).isEqualTo(200);
        assertThat(new String(limner.get("/q/openapi").body(), UTF_8)).contains("/v1/training-runs", "/v1/generations");
    }

    private static void assertProblem(HttpResponse<byte[]> answer, int status, String type) {
        assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("application/problem+json");
        assertThat(Limner.json(answer).get("type").asText()).isEqualTo("urn:limner:problem:" + type);
        assertThat(Limner.json(answer).get("detail").asText()).isNotBlank();
    }

    private static JsonNode ended(Limner limner, String job) {
        return Awaitility.await("the end of " + job).atMost(Limner.PATIENCE).pollInterval(100, TimeUnit.MILLISECONDS)
                .until(() -> Limner.json(limner.get("/v1/jobs/" + job)),
                        view -> List.of("succeeded", "failed", "cancelled", "refused")
                                .contains(view.get("state").asText()));
    }

    private static JsonNode upload(Limner limner, String dataset, String key) throws Exception {
        Path folder = Files.createTempDirectory("drawn");
        DrawnSet.writeIdx(folder, 600, 100, 2);
        String boundary = "limner-boundary";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                body.write(
                        "--%s\r\nContent-Disposition: form-data; name=\"files\"; filename=\"%s\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                                .formatted(boundary, file.getFileName()).getBytes(UTF_8));
                body.write(Files.readAllBytes(file));
                body.write("\r\n".getBytes(UTF_8));
                Files.delete(file);
            }
        }
        Files.delete(folder);
        body.write("--%s--\r\n".formatted(boundary).getBytes(UTF_8));
        HttpResponse<byte[]> answer = limner.http().send(limner.request("/v1/datasets/%s/imports".formatted(dataset))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary).header("Idempotency-Key", key)
                .POST(BodyPublishers.ofByteArray(body.toByteArray())).build(), BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(202);
        assertThat(answer.headers().firstValue("location")).isPresent();
        return Limner.json(answer);
    }
}
