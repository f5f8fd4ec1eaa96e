package dev.limner.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import com.fasterxml.jackson.databind.JsonNode;

import dev.limner.contracts.Topics;
import dev.limner.contracts.messages.Json;
import dev.limner.images.Picture;
import dev.limner.images.PictureDecoder;
import dev.limner.images.PngText;
import dev.limner.system.Wire.Seen;

/** From pictures to pictures over Kafka alone, as any producer would go: plain JSON, no headers, no key. */
@ExtendWith(OnOneStack.class)
class WholeWayIT {

    @Test
    void shouldGoFromPicturesToPicturesOverKafkaAlone(Limner limner) throws Exception {
        // Given
        JsonNode version = limner.importDrawn("whole-way", 1_200, 200);
        assertThat(version.get("train").asLong() + version.get("duplicates").asLong()).isEqualTo(1_200);
        assertThat(version.get("heldOut").asLong()).isBetween(150L, 200L);
        assertThat(version.get("classes")).hasSize(10);

        // When
        String run = limner.train("whole-way-vae", "whole-way", "6000", 3, Map.of());
        JsonNode trained = Limner.succeeded(limner.wire().awaitEnd(run, Limner.PATIENCE));
        String generation = Limner.newId();
        String request = "{\"id\":\"%s\",\"type\":\"generation.sample\",\"model\":\"whole-way-vae\",\"count\":20,\"seed\":7}"
                .formatted(generation);
        limner.wire().send(Topics.GENERATION_REQUESTS, request);
        JsonNode result = Limner.succeeded(limner.wire().awaitEnd(generation, Limner.PATIENCE));

        // Then
        assertThat(limner.wire().about(run)).extracting(Seen::type)
                .containsSubsequence("training.accepted", "training.started", "training.checkpointed",
                        "training.succeeded")
                .contains("training.progressed", "training.grid-published");
        assertThat(result.get("checkpoint").asText()).isEqualTo(trained.get("checkpoint").asText());
        assertThat(result.get("digest").asText()).isEqualTo(trained.get("digest").asText());
        assertThat(result.get("dataset").asText()).isEqualTo("whole-way@1");
        assertThat(result.get("pictures")).hasSize(20);
        byte[] png = Base64.getDecoder().decode(result.get("pictures").get(3).get("png").asText());
        Picture picture = PictureDecoder.decode(png, "3");
        assertThat(List.of(picture.channels(), picture.height(), picture.width())).containsExactly(1, 28, 28);
        assertThat(String.join("\n", PngText.read(png).values())).contains(trained.get("digest").asText(), run,
                "whole-way@1");
        byte[] archive = limner.store().get(result.get("archive").asText());
        assertThat(entries(archive)).hasSize(21).contains("manifest.json");
        long offset = result.get("pictures").get(3).get("offset").asLong();
        assertThat(limner.store().range(result.get("archive").asText(), offset, png.length)).isEqualTo(png);
    }

    @Test
    void shouldAnswerARepeatedRequestWithTheSameBytes(Limner limner) throws Exception {
        // Given
        limner.importDrawn("same-bytes", 600, 100);
        Limner.succeeded(limner.wire().awaitEnd(limner.train("same-bytes-vae", "same-bytes", "2000", 3, Map.of()),
                Limner.PATIENCE));

        // When
        JsonNode one = sample(limner, "\"model\":\"same-bytes-vae\",\"count\":5,\"seed\":11,\"label\":\"2\"");
        JsonNode three = sample(limner, "\"model\":\"same-bytes-vae\",\"count\":3,\"seed\":11,\"label\":\"2\"");
        JsonNode large = sample(limner, "\"model\":\"same-bytes-vae\",\"count\":200,\"seed\":11,\"label\":\"2\"");

        // Then
        for (int index = 0; index < 3; index++) {
            String sha256 = one.get("pictures").get(index).get("sha256").asText();
            assertThat(pixels(three, index)).as("picture %d", index).isEqualTo(pixels(one, index));
            assertThat(sha256).isNotBlank();
        }
        assertThat(large.get("count").asInt()).isEqualTo(200);
        byte[] first = limner.store().range(large.get("archive").asText(),
                large.get("pictures").get(0).get("offset").asLong(),
                large.get("pictures").get(0).get("length").asLong());
        assertThat(PictureDecoder.decode(first, "0").pixels()).isEqualTo(pixels(one, 0));
    }

    private static byte[] pixels(JsonNode result, int index) {
        return PictureDecoder
                .decode(Base64.getDecoder().decode(result.get("pictures").get(index).get("png").asText()), "picture")
                .pixels();
    }

    private static JsonNode sample(Limner limner, String fields) {
        String id = Limner.newId();
        limner.wire().send(Topics.GENERATION_REQUESTS,
                "{\"id\":\"%s\",\"type\":\"generation.sample\",%s}".formatted(id, fields));
        return Limner.succeeded(limner.wire().awaitEnd(id, Limner.PATIENCE));
    }

    private static List<String> entries(byte[] archive) throws Exception {
        List<String> names = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
                if (entry.getName().equals("manifest.json")) {
                    assertThat(Json.object(zip.readAllBytes())).isNotEmpty();
                }
            }
        }
        return names;
    }
}
