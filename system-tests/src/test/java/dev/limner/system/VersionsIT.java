package dev.limner.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipInputStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import com.fasterxml.jackson.databind.JsonNode;

import dev.limner.contracts.Topics;
import dev.limner.contracts.messages.Json;
import dev.limner.images.PictureDecoder;

/** What is made of versions, by a trainer's model and a generator's pictures, and how they are looked at and deleted. */
@ExtendWith(OnOneStack.class)
class VersionsIT {

    @Test
    void shouldAugmentAVersionWithWhatAModelLearnedFromIt(Limner limner) throws Exception {
        // Given
        JsonNode imported = limner.importDrawn("augmented", 600, 100);
        Limner.succeeded(limner.wire().awaitEnd(limner.train("augmented-vae", "augmented", "2000", 3, Map.of()),
                Limner.PATIENCE));
        // When
        String id = Limner.newId();
        limner.wire().send(Topics.DATASET_COMMANDS, """
                {"id": "%s", "type": "dataset.augment", "from": "augmented@1", "times": 1.5, "model": "augmented-vae",
                 "modelShare": 0.5, "seed": 7}""".formatted(id));
        JsonNode made = Limner.succeeded(limner.wire().awaitEnd(id, Limner.PATIENCE));
        // Then
        long before = imported.get("train").asLong();
        assertThat(made.get("version").asInt()).isEqualTo(2);
        assertThat(made.get("heldOut")).isEqualTo(imported.get("heldOut"));
        assertThat(made.get("train").asLong()).isBetween(Math.round(1.4 * before), Math.round(1.6 * before));
        awaitVersion(limner, "augmented", 2);
        JsonNode job = Limner.json(limner.get("/v1/jobs/" + id));
        assertThat(job.get("kind").asText()).isEqualTo("augmentation");
        JsonNode provenance = Limner.json(limner.get("/v1/datasets/augmented/versions/2/provenance"));
        JsonNode added = provenance.get("added");
        assertThat(added.get("sampled").asLong()).isPositive();
        List<JsonNode> lines = new String(limner.get("/v1/datasets/augmented/versions/2/lineage.jsonl").body(), UTF_8)
                .lines().map(line -> (JsonNode) Json.object(line.getBytes(UTF_8))).toList();
        assertThat(lines).hasSize((int) (made.get("train").asLong() - before));
        assertThat(lines.stream().filter(line -> line.has("generation")).count())
                .isEqualTo(added.get("sampled").asLong());
        JsonNode diff = Limner.json(limner.get("/v1/datasets/augmented/versions/2/diff?from=1"));
        assertThat(diff.get("added").asLong()).isEqualTo(lines.size());
        assertThat(diff.get("same").asLong()).isEqualTo(before + imported.get("heldOut").asLong());
        assertThat(diff.get("removed").asLong()).isZero();
    }

    @Test
    void shouldShowExportAndDeleteWhatIsSelected(Limner limner) throws Exception {
        // Given
        limner.importDrawn("selected", 600, 100);
        awaitVersion(limner, "selected", 1);
        String run = limner.train("selected-vae", "selected", "1000", 3, Map.of());
        Limner.succeeded(limner.wire().awaitEnd(run, Limner.PATIENCE));
        // When
        HttpResponse<byte[]> asked = limner.post("/v1/datasets/selected/selections",
                "{\"version\": 1, \"perClass\": 10, \"withoutNearDuplicates\": true}");
        JsonNode selected = ended(limner, Limner.json(asked).get("id").asText());
        // Then
        assertThat(asked.statusCode()).as(new String(asked.body(), UTF_8)).isEqualTo(202);
        assertThat(selected.at("/result/version").asInt()).as(selected.toString()).isEqualTo(2);
        assertThat(selected.at("/result/train").asInt()).isEqualTo(100);
        shouldBeKeptByWhoeverHasIt(limner, "/v1/datasets/selected/versions/2/preview.png");
        shouldBeKeptByWhoeverHasIt(limner, "/v1/datasets/selected/versions/2/images/3.png?split=held-out");
        HttpResponse<byte[]> zip = limner.get("/v1/datasets/selected/versions/2/export.zip?form=huggingface");
        int pictures = 0;
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip.body()))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                pictures += entry.getName().endsWith(".png") ? 1 : 0;
            }
        }
        assertThat(pictures).isEqualTo(100 + selected.at("/result/heldOut").asInt());
        JsonNode gone = ended(limner,
                Limner.json(delete(limner, "/v1/datasets/selected/versions/2")).get("id").asText());
        assertThat(gone.get("state").asText()).as(gone.toString()).isEqualTo("succeeded");
        assertThat(limner.get("/v1/datasets/selected/versions/2").statusCode()).isEqualTo(404);
        HttpResponse<byte[]> refused = delete(limner, "/v1/datasets/selected/versions/1");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(new String(refused.body(), UTF_8)).contains("in-use", "selected-vae");
        assertThat(Limner.json(limner.get("/v1/datasets/selected/versions/1/dependents")).get("models").toString())
                .contains("selected-vae");
    }

    private static void shouldBeKeptByWhoeverHasIt(Limner limner, String path) throws Exception {
        HttpResponse<byte[]> first = limner.get(path);
        PictureDecoder.decode(first.body(), path);
        String tag = first.headers().firstValue("etag").orElseThrow();
        assertThat(tag).startsWith("\"");
        assertThat(first.headers().firstValue("cache-control").orElse("")).contains("immutable", "max-age=");
        HttpResponse<byte[]> again = limner.http().send(limner.request(path).header("If-None-Match", tag).build(),
                BodyHandlers.ofByteArray());
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    private static HttpResponse<byte[]> delete(Limner limner, String path) throws Exception {
        return limner.http().send(limner.request(path).DELETE().build(), BodyHandlers.ofByteArray());
    }

    private static void awaitVersion(Limner limner, String dataset, int version) {
        Awaitility.await().atMost(Limner.PATIENCE).pollInterval(100, TimeUnit.MILLISECONDS)
                .until(() -> limner.get("/v1/datasets/%s/versions/%d".formatted(dataset, version)).statusCode() == 200);
    }

    private static JsonNode ended(Limner limner, String job) {
        return Awaitility.await("the end of " + job).atMost(Limner.PATIENCE).pollInterval(100, TimeUnit.MILLISECONDS)
                .until(() -> Limner.json(limner.get("/v1/jobs/" + job)),
                        view -> List.of("succeeded", "failed", "cancelled", "refused")
                                .contains(view.get("state").asText()));
    }
}
