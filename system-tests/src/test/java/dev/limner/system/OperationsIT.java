package dev.limner.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import com.fasterxml.jackson.databind.JsonNode;

import dev.limner.contracts.Topics;
import dev.limner.images.DrawnSet;
import dev.limner.images.Picture;
import dev.limner.images.PictureDecoder;
import dev.limner.images.PngEncoder;
import dev.limner.images.PngText;

/** What is done to pictures besides painting new ones: by every family that can, over Kafka and over HTTP. */
@ExtendWith(OnOneStack.class)
class OperationsIT {
    private static final Map<String, Map<String, String>> SMALL = Map.of("vae", Map.of(), "cnn", Map.of(), "gan",
            Map.of(),
            "flow", Map.of("autoencoderImages", "320", "evaluations", "4"));

    @Test
    void shouldRepairVaryAndWalkByEveryFamilyThatPaints(Limner limner) throws Exception {
        // Given
        limner.importDrawn("edited", 600, 100);
        Map<String, String> runs = new LinkedHashMap<>();
        SMALL.forEach((family, settings) -> runs.put(family,
                limner.train(family, "edited-" + family, "edited", "960", 3, settings)));
        byte[] png = PngEncoder.encode(DrawnSet.picture(2, 9, 9));
        Picture picture = PictureDecoder.decode(png, "given");

        for (String family : SMALL.keySet()) {
            Limner.succeeded(limner.wire().awaitEnd(runs.get(family), Limner.PATIENCE));
            String model = "\"model\":\"edited-%s\",\"seed\":7".formatted(family);
            String sent = "%s,\"picture\":\"%s\"".formatted(model, Base64.getEncoder().encodeToString(png));

            // When
            String repair = sent + ",\"box\":{\"x\":8,\"y\":8,\"width\":10,\"height\":10},\"count\":2";
            JsonNode repaired = ask(limner, "repair", repair);
            JsonNode again = ask(limner, "repair", repair);
            JsonNode varied = ask(limner, "vary", sent + ",\"strength\":0.5,\"count\":3");
            JsonNode walked = ask(limner, "interpolate", "\"model\":\"edited-%s\",\"seeds\":[1,2],\"frames\":5"
                    .formatted(family));

            // Then
            assertThat(repaired.get("pictures")).as(family).hasSize(2);
            assertThat(png(repaired, 0)).as(family).isEqualTo(png(again, 0));
            Picture whole = PictureDecoder.decode(png(repaired, 0), family);
            assertThat(outside(whole)).as(family).isEqualTo(outside(picture));
            assertThat(String.join("\n", PngText.read(png(repaired, 0)).values())).contains("edited-" + family,
                    "repair",
                    "compositeWithTrainedAlgorithmicMedia");
            assertThat(varied.get("pictures")).as(family).hasSize(3);
            assertThat(png(varied, 0)).as(family).isNotEqualTo(png(varied, 1));
            assertThat(walked.get("pictures")).as(family).hasSize(5);
        }
    }

    @Test
    void shouldMakeTexturesAndCutOutsOfUploads(Limner limner) throws Exception {
        // Given
        String square = upload(limner, onBlue(DrawnSet.picture(2, 1, 1)));

        // When
        JsonNode texture = made(limner,
                "\"operation\":\"texture\",\"exemplar\":\"%s\",\"width\":80,\"height\":48,\"seed\":3"
                        .formatted(square));
        JsonNode cut = made(limner, "\"operation\":\"cutout\",\"picture\":\"%s\"".formatted(square));

        // Then
        Picture wide = PictureDecoder.decode(png(texture, 0), "texture");
        assertThat(List.of(wide.width(), wide.height())).containsExactly(80, 48);
        assertThat(PictureDecoder.decode(png(cut, 0), "cutout").channels()).isEqualTo(4);
    }

    @Test
    void shouldTrainMattingAndSayWhoPaintsWhenItIsAskedTo(Limner limner) throws Exception {
        // Given
        Path folder = Files.createTempDirectory("cut");
        for (int i = 0; i < 40; i++) {
            Picture figure = DrawnSet.picture(DrawnSet.label(i), 5, i);
            Files.write(folder.resolve("%02d.png".formatted(i)), PngEncoder.encode(coloured(figure, i)));
        }
        limner.importFiles("cut", folder, ",\"colour\":\"rgba\",\"size\":32");

        // When
        Limner.succeeded(limner.wire().awaitEnd(limner.train("matting", "cut-matting", "cut", "640", 3,
                Map.of("batch", "16")), Limner.PATIENCE));
        String refused = new String(limner.post("/v1/generations",
                "{\"operation\":\"sample\",\"model\":\"cut-matting\",\"count\":1}", "Prefer", "wait=60").body(), UTF_8);

        // Then
        assertThat(refused).contains("unsupported-operation", "matting", "flow", "vae");
    }

    private static JsonNode ask(Limner limner, String operation, String fields) {
        String id = Limner.newId();
        limner.wire().send(Topics.GENERATION_REQUESTS,
                "{\"id\":\"%s\",\"type\":\"generation.%s\",%s}".formatted(id, operation, fields));
        return Limner.succeeded(limner.wire().awaitEnd(id, Limner.PATIENCE));
    }

    private static JsonNode made(Limner limner, String fields) throws Exception {
        JsonNode job = Limner.json(limner.post("/v1/generations", "{%s}".formatted(fields), "Prefer", "wait=60"));
        assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("succeeded");
        return job.get("result");
    }

    private static String upload(Limner limner, Picture picture) throws Exception {
        return Limner.json(limner.http().send(limner.request("/v1/uploads")
                .POST(BodyPublishers.ofByteArray(PngEncoder.encode(picture))).build(), BodyHandlers.ofByteArray()))
                .get("id").asText();
    }

    private static byte[] png(JsonNode result, int index) throws IOException {
        return Base64.getDecoder().decode(result.get("pictures").get(index).get("png").asText());
    }

    /** The pixels outside the box that is repaired. */
    private static byte[] outside(Picture picture) {
        byte[] pixels = picture.toGrey().pixels().clone();
        for (int y = 8; y < 18; y++) {
            Arrays.fill(pixels, y * picture.width() + 8, y * picture.width() + 18, (byte) 0);
        }
        return pixels;
    }

    /** A light figure, three times as large, on blue. */
    private static Picture onBlue(Picture figure) {
        int side = 3 * figure.width();
        byte[] pixels = new byte[3 * side * side];
        for (int i = 0; i < side * side; i++) {
            int light = figure.at(0, i / side / 3, i % side / 3);
            pixels[i] = (byte) light;
            pixels[side * side + i] = (byte) (light * 3 / 4);
            pixels[2 * side * side + i] = (byte) (160 - light / 2);
        }
        return new Picture(3, side, side, pixels);
    }

    /** The figure's light as alpha over one colour. */
    private static Picture coloured(Picture figure, int number) {
        int plane = figure.width() * figure.height();
        byte[] pixels = new byte[4 * plane];
        for (int c = 0; c < 3; c++) {
            Arrays.fill(pixels, c * plane, (c + 1) * plane, (byte) (40 + number * (c + 1) % 200));
        }
        System.arraycopy(figure.pixels(), 0, pixels, 3 * plane, plane);
        return new Picture(4, figure.height(), figure.width(), pixels);
    }
}
