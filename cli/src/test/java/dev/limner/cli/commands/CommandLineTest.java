package dev.limner.cli.commands;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.limner.cli.client.FakeGateway;
import dev.limner.contracts.messages.Json;
import dev.limner.images.Picture;
import dev.limner.images.PictureDecoder;
import dev.limner.images.PngEncoder;
import dev.limner.images.PngText;

/** What people type, and what they get: exit codes, results on out, everything else on err. */
class CommandLineTest {
    @TempDir
    Path folder;

    private final FakeGateway gateway = new FakeGateway();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @AfterEach
    void close() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "paint", "train", "train m --family vae", "sample m --count many",
            "up --port eighty", "import clothes . --colour green", "watch", "train m --family vae --dataset d --set x"})
    void shouldSayHowToSayItAndExitWithTwo(String words) {
        assertThat(run(words)).isEqualTo(2);
        assertThat(err()).containsAnyOf("Usage: limner", "Did you mean: limner");
        assertThat(out()).isEmpty();
    }

    @Test
    void shouldSayThatNothingRunsHere() {
        assertThat(runHere("models")).isEqualTo(1);
        assertThat(err()).contains("limner up");
        assertThat(runHere("status")).isEqualTo(1);
        assertThat(runHere("down")).isZero();
    }

    @Test
    void shouldShowTheProblemThatWasAnswered() {
        // Given
        gateway.answers(422, """
                {"type": "urn:limner:problem:invalid-field", "title": "A field has a value it must not have",
                 "status": 422, "detail": "there is no family 'gan'", "field": "family"}""");

        // When
        int code = run("train clothes-gan --family gan --dataset clothes");

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(err())
                .isEqualTo("limner: A field has a value it must not have (family): there is no family 'gan'\n");
    }

    @Test
    void shouldPrintTheIdOfWhatItDetachesFrom() {
        // Given
        gateway.answers(202, job("submitted", "training-run", "null", "null"));

        // When
        int code = run("train clothes-vae --family vae --dataset clothes@2 --budget 500k --seed 7 "
                + "--set learningRate=0.001 --set batch=32 --device cuda:0 --keep-checkpoints 5 --evaluate --detach");

        // Then
        assertThat(code).isZero();
        assertThat(out()).isEqualTo("job-1\n");
        assertThat(gateway.requests().get(0).text()).isEqualTo("{\"model\":\"clothes-vae\",\"family\":\"vae\","
                + "\"dataset\":\"clothes@2\",\"budget\":\"500000\",\"seed\":7,\"settings\":{\"learningRate\":\"0.001\",\"batch\":\"32\",\"evaluationSamples\":\"2000\"},"
                + "\"device\":\"cuda:0\",\"keepCheckpoints\":5}");
    }

    @Test
    void shouldSendWhatAnImportIsToldTo() throws IOException {
        // Given
        Path picture = Files.write(folder.resolve("1.png"), new byte[]{1});
        Path labels = Files.writeString(folder.resolve("mine.txt"), "1.png,rose");
        gateway.answers(202, job("accepted", "import", "null", "null"));
        // When
        int exit = run("import flowers %s --labels %s --colour recommended --fit Pad --add --detach".formatted(picture,
                labels));
        // Then
        assertThat(err()).doesNotContain("Usage");
        assertThat(exit).isZero();
        assertThat(gateway.requests().get(0).text()).contains("filename=\"labels.csv\"", "1.png,rose",
                "name=\"colour\"", "recommended", "name=\"fit\"", "pad", "name=\"add\"", "true");
    }

    @Test
    void shouldExitWithOneWhereTheJobFails() {
        // Given
        gateway.answers(202, job("submitted", "training-run", "null", "null")).answers(200, job("failed",
                "training-run", "null", """
                        {"type": "urn:limner:problem:diverged", "title": "The training diverged", "status": 500,
                         "detail": "the loss is NaN after 12 800 images"}"""));

        // When
        int code = run("train clothes-vae --family vae --dataset clothes");

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(err()).contains("the loss is NaN after 12 800 images");
    }

    @Test
    void shouldWriteWhatEachDirectionOfAModelsNoiseChanges() throws IOException {
        // Given
        gateway.answers(200, "image/png", new byte[]{1, 2, 3}).answers(200, """
                {"model": "m", "checkpoint": "r-1-10", "family": "vae", "preset": "conv-small", "layers": [],
                 "parameters": 1, "paintingParameters": 1, "multiplyAdds": 1, "trainingMultiplyAdds": 1}""");
        Path sheet = folder.resolve("made/sheet.png");

        // When
        int code = run("models describe m@best --out " + sheet);

        // Then
        assertThat(code).isZero();
        assertThat(Files.readAllBytes(sheet)).containsExactly(1, 2, 3);
        assertThat(gateway.requests().get(0).path()).isEqualTo("/v1/models/m%40best/traversals.png");
    }

    @Test
    void shouldListAFamilysPresetsAndSettings() {
        // Given
        gateway.answers(200,
                """
                        {"family": "vae", "about": "one pass", "sizes": "16 to 256", "paints": true,
                         "presets": [{"preset": "conv-small", "usual": true, "purpose": "minutes", "settings": {"batch": "64"}}],
                         "settings": [{"setting": "batch", "usual": "32", "meaning": "pictures of a step"}]}""");

        // When
        int code = run("presets vae");

        // Then
        assertThat(code).isZero();
        assertThat(out()).contains("vae: one pass", "* conv-small: minutes", "batch    32     pictures of a step",
                "conv-small sets {batch=64}");
        assertThat(gateway.requests().get(0).path()).isEqualTo("/v1/families/vae");
    }

    @Test
    void shouldWriteAGridOfSamples() {
        // Given
        Path grid = folder.resolve("grid.png");
        generationWithPictures();

        // When
        int code = run("sample clothes-vae --count 2 --seed 7 --out " + grid);

        // Then
        assertThat(code).isZero();
        Picture sheet = PictureDecoder.decode(read(grid), "grid.png");
        assertThat(sheet.width()).isGreaterThan(64);
        assertThat(PngText.read(read(grid))).containsEntry("Seed", "7").containsEntry("Checkpoint", "run-1-1-128");
    }

    @Test
    void shouldWriteSinglePicturesAsTheyCame() {
        // Given
        generationWithPictures();

        // When
        int code = run("sample clothes-vae --count 2 --out " + folder.resolve("singles"));

        // Then
        assertThat(code).isZero();
        assertThat(read(folder.resolve("singles/00001.png"))).isEqualTo(png(200));
    }

    @Test
    void shouldListJobsAsTableAndAsJson() {
        // Given
        gateway.answers(200, "{\"items\": [" + job("running", "training-run", "null", "null") + "]}");

        // When
        int code = run("jobs");
        String table = out();
        run("jobs --json");

        // Then
        assertThat(code).isZero();
        assertThat(table).contains("JOB").contains("job-1").contains("training-run").contains("running");
        assertThat(out().substring(table.length())).startsWith("[ {").contains("\"subject\" : \"clothes-vae\"");
    }

    @Test
    void shouldListAModelsLayers() {
        // Given
        gateway.answers(200, """
                {"model": "m", "checkpoint": "r-1-64", "family": "vae", "preset": "p", "parameters": 1234567,
                 "paintingParameters": 1000, "multiplyAdds": 25000, "trainingMultiplyAdds": 60000, "layers": [
                 {"layer": "decoder.painting", "output": [4, 8, 8], "parameters": 148, "calls": 1,
                  "multiplyAdds": 9216, "paints": true}]}""");

        // When
        int code = run("models describe m@latest");

        // Then
        assertThat(code).isZero();
        assertThat(gateway.requests().get(0).path()).isEqualTo("/v1/models/m%40latest/description");
        assertThat(out()).contains("decoder.painting").contains("4×8×8").contains("1 234 567").contains("60 000");
    }

    @Test
    void shouldFetchEventFilesInPlaceOfOlderOnesAndSayHowToLookAtThem() throws IOException {
        // Given
        Path old = Files.createDirectories(folder.resolve("tb/r-1")).resolve("events.out.tfevents.000001-0-50");
        Files.write(old, new byte[]{1});
        gateway.answers(200, "application/zip", zip("r-1/events.out.tfevents.000001-0-64", "events"));

        // When
        int code = run("tensorboard r-1 " + folder.resolve("tb"));

        // Then
        assertThat(code).isZero();
        assertThat(out()).contains("Event files: 1, in ").contains("tensorboard --logdir " + folder.resolve("tb"));
        assertThat(folder.resolve("tb/r-1/events.out.tfevents.000001-0-64")).hasContent("events");
        assertThat(old).doesNotExist();
    }

    @Test
    void shouldWriteNothingOutsideTheFolderWhateverTheServerSends() throws IOException {
        // Given
        gateway.answers(200, "application/zip", zip("../events.out.tfevents.1", "events"));

        // When
        int code = run("tensorboard r-1 " + folder.resolve("tb"));

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(err()).contains("no event file");
    }

    private static byte[] zip(String name, String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content.getBytes(UTF_8));
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }

    private void generationWithPictures() {
        String pictures = new String(Json.write(List.of(
                Map.of("index", 0, "label", "boot", "offset", 0, "length", 1, "sha256", "", "png", png(100)),
                Map.of("index", 1, "label", "coat", "offset", 0, "length", 1, "sha256", "", "png", png(200)))), UTF_8);
        gateway.answers(200, job("succeeded", "generation", """
                {"job": "job-1", "operation": "sample", "model": "clothes-vae", "checkpoint": "run-1-1-128",
                 "digest": "abc", "run": "run-1", "dataset": "clothes@1", "seed": 7, "count": 2, "archive": "a",
                 "bytes": 1, "pictures": %s}""".formatted(pictures), "null"));
    }

    private static byte[] png(int shade) {
        byte[] pixels = new byte[16 * 16];
        java.util.Arrays.fill(pixels, (byte) shade);
        return PngEncoder.encode(new Picture(1, 16, 16, pixels));
    }

    private static String job(String state, String kind, String result, String problem) {
        return """
                {"id": "job-1", "kind": "%s", "subject": "clothes-vae", "state": "%s", "result": %s, "problem": %s,
                 "createdAt": "2026-01-01T00:00:00Z"}""".formatted(kind, state, result, problem);
    }

    @Test
    void shouldAugmentTheNewestVersion() {
        // Given
        gateway.answers(200, "{\"name\":\"flowers\",\"versions\":[{\"dataset\":\"flowers\",\"version\":3,"
                + "\"digest\":\"d\",\"train\":1,\"heldOut\":1,\"width\":28,\"height\":28,\"colour\":\"grey\","
                + "\"classes\":[],\"job\":\"j\",\"publishedAt\":\"2026-01-01T00:00:00Z\"}]}")
                .answers(202,
                        "{\"id\":\"j1\",\"kind\":\"augmentation\",\"subject\":\"flowers\",\"state\":\"submitted\"}");
        // When
        int code = run(
                "augment flowers --times 3 --balance --transforms flip,shift --model m@best --model-share 0.25 --detach");
        // Then
        assertThat(code).isZero();
        assertThat(out().strip()).isEqualTo("j1");
        assertThat(gateway.requests().get(1).path()).isEqualTo("/v1/datasets/flowers/augmentations");
        assertThat(gateway.requests().get(1).text()).isEqualTo("{\"balance\":true,\"times\":3.0,\"transforms\":"
                + "[\"flip\",\"shift\"],\"model\":\"m@best\",\"modelShare\":0.25,\"version\":3}");
    }

    @Test
    void shouldSayWhatDependsBeforeDeleting() {
        // Given
        gateway.answers(200, "{\"version\":\"flowers@3\",\"models\":[\"rosy\"],\"runs\":[]}")
                .answers(409,
                        "{\"type\":\"urn:limner:problem:in-use\",\"title\":\"Something depends on it\",\"status\":409,"
                                + "\"detail\":\"models trained on flowers@3: rosy\"}");
        // When
        int code = run("datasets delete flowers@3");
        // Then
        assertThat(code).isEqualTo(1);
        assertThat(err()).contains("the model rosy was trained on it").contains("Something depends on it");
        assertThat(gateway.requests().get(1).method()).isEqualTo("DELETE");
        assertThat(gateway.requests().get(1).path()).isEqualTo("/v1/datasets/flowers/versions/3?force=false");
    }

    @Test
    void shouldShowWhatIsDifferent() {
        // Given
        gateway.answers(200, "{\"from\":\"flowers@1\",\"to\":\"flowers@2\",\"same\":9,\"added\":1,\"removed\":0,"
                + "\"relabelled\":0,\"moved\":0,\"addedClasses\":[\"weed\"],\"removedClasses\":[],\"changes\":["
                + "{\"kind\":\"added\",\"after\":{\"split\":\"train\",\"index\":4,\"className\":\"weed\"}}]}");
        // When
        int code = run("datasets diff flowers@1 flowers@2");
        // Then
        assertThat(code).isZero();
        assertThat(gateway.requests().get(0).path())
                .isEqualTo("/v1/datasets/flowers/versions/2/diff?from=flowers%401");
        assertThat(out()).contains("flowers@1 to flowers@2: 1 added, 0 removed").contains("new classes: weed")
                .contains("added           train 4 weed");
    }

    private int run(String words) {
        return execute(Map.of("LIMNER_HOME", folder.toString(), "LIMNER_URL", gateway.address().toString(),
                "LIMNER_KEY", "key"), words);
    }

    private int runHere(String words) {
        return execute(Map.of("LIMNER_HOME", folder.toString()), words);
    }

    private int execute(Map<String, String> environment, String words) {
        Terminal terminal = new Terminal(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), 0);
        String[] arguments = words.isEmpty() ? new String[0] : words.split(" ");
        return LimnerCommand.of(new Context(environment, terminal)).execute(arguments);
    }

    private String out() {
        return out.toString(UTF_8).replace(System.lineSeparator(), "\n");
    }

    private String err() {
        return err.toString(UTF_8).replace(System.lineSeparator(), "\n");
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
