package dev.limner.datasets.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import dev.limner.contracts.messages.Colour;
import dev.limner.contracts.messages.ColourChoice;
import dev.limner.contracts.messages.DatasetCommand.Import;
import dev.limner.contracts.messages.DatasetCommand.StagedFile;
import dev.limner.contracts.messages.DatasetEvent;
import dev.limner.contracts.messages.DatasetEvent.Failed;
import dev.limner.contracts.messages.DatasetEvent.VersionPublished;
import dev.limner.contracts.messages.Fit;
import dev.limner.contracts.messages.TargetSize;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.datasets.sources.Uploads;
import dev.limner.images.DrawnSet;
import dev.limner.images.Picture;
import dev.limner.images.PngEncoder;
import dev.limner.images.Resizer;
import dev.limner.store.InMemoryObjectStore;
import dev.limner.store.datasets.DatasetManifest;
import dev.limner.store.datasets.Split;
import dev.limner.store.datasets.StoredPictures;

/** An import's whole way, from the command to the version and its event. */
class ImportTest {
    private static EmbeddedPostgres postgres;

    @TempDir
    private Path folder;
    private RunningService service;

    @BeforeAll
    static void startPostgres() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void start() {
        service = new RunningService(postgres, new InMemoryObjectStore(), folder.resolve("work")).started();
    }

    @AfterEach
    void shouldLeaveNothingBehind() throws IOException {
        try (Stream<Path> left = Files.walk(folder.resolve("work"))) {
            assertThat(left.filter(Files::isRegularFile)).extracting(path -> path.getFileName().toString())
                    .containsExactly("lock");
        }
        assertThat(service.objects.list("staging/")).isEmpty();
        service.close();
    }

    @Test
    void shouldPublishAnIdxSetWithItsOfficialSplit() throws IOException {
        // Given
        Path drawn = Files.createDirectory(folder.resolve("drawn"));
        DrawnSet.writeIdx(drawn, 300, 60, 7);
        List<StagedFile> files = new ArrayList<>();
        try (Stream<Path> paths = Files.list(drawn)) {
            for (Path path : paths.filter(path -> path.toString().endsWith(".gz")).toList()) {
                files.add(service.stage(path.getFileName().toString(), Files.readAllBytes(path)));
            }
        }
        files.add(service.stage("classes.txt", String.join("\n", DrawnSet.CLASSES).getBytes()));
        Import command = service.command("drawn", files.toArray(StagedFile[]::new));
        // When
        VersionPublished published = (VersionPublished) service.run(command);
        // Then
        DatasetManifest manifest = service.manifest("drawn");
        assertThat(published.train() + published.heldOut() + published.duplicates()).isEqualTo(360);
        assertThat(published.heldOut()).isBetween(50L, 60L);
        assertThat(published.existing()).isFalse();
        assertThat(published.version()).isEqualTo(1);
        assertThat(published.classes()).isEqualTo(DrawnSet.CLASSES).isEqualTo(manifest.classes());
        assertThat(published.digest()).isEqualTo(manifest.digest());
        assertThat(manifest.colour()).isEqualTo(Colour.GREY);
        assertThat(manifest.width()).isEqualTo(28);
        assertThat(manifest.report().path("split").asText()).isEqualTo("official");
        assertThat(manifest.report().path("formats").path("idx").asLong()).isEqualTo(360);
        assertThat(manifest.report().path("classes")).hasSize(10);
        assertThat(manifest.provenance().path("job").asText()).isEqualTo(command.id());
        assertThat(manifest.provenance().path("files")).hasSize(5);
        assertThat(service.store().pictures(manifest, Split.TRAIN).count()).isEqualTo((int) published.train());
        assertThat(service.events(command.id())).extracting(Object::getClass).extracting(Class::getSimpleName)
                .containsExactly("Accepted", "VersionPublished");
    }

    @Test
    void shouldPublishAZipOfFoldersAndHoldATenthOut() {
        // Given
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < 200; i++) {
            entries.put("flowers/%s/%d.png".formatted(i % 2 == 0 ? "tulip" : "rose", i), Uploads.png(i, 16));
        }
        entries.put("flowers/rose/copy.png", Uploads.png(1, 16));
        entries.put("flowers/README", "text".getBytes());
        entries.put("flowers/rose/broken.png", Arrays.copyOf(Uploads.png(1, 16), 50));
        // When
        VersionPublished published = (VersionPublished) service
                .run(service.command("flowers", service.stage("flowers.zip", Uploads.zip(entries))));
        // Then
        DatasetManifest manifest = service.manifest("flowers@1");
        assertThat(published.train() + published.heldOut()).isEqualTo(200);
        assertThat(published.heldOut()).isBetween(5L, 40L);
        assertThat(published.classes()).containsExactly("rose", "tulip");
        assertThat(published.duplicates()).isEqualTo(1);
        assertThat(published.refused()).isEqualTo(1);
        assertThat(manifest.report().path("split").asText()).isEqualTo("by-digest");
        assertThat(manifest.report().path("ignored").path("count").asLong()).isEqualTo(1);
        assertThat(manifest.report().path("refused").path("files").path(0).path("file").asText())
                .isEqualTo("flowers.zip: flowers/rose/broken.png");
        assertThat(manifest.report().path("sizes").path("16x16").asLong()).isEqualTo(201);
        assertThat(manifest.report().path("duplicateFiles")).hasSize(1);
        assertThat(manifest.report().path("duplicateFiles").path(0).toString()).contains("flowers/rose/copy.png",
                "flowers/rose/1.png");
        assertThat(manifest.report().path("nearDuplicates").path("total").asInt()).isEqualTo(200);
        assertThat(manifest.report().path("outliers").path("threshold").asInt()).isEqualTo(8);
        StoredPictures heldOut = service.store().pictures(manifest, Split.HELD_OUT);
        assertThat(heldOut.label(0)).isIn(0, 1);
    }

    @Test
    void shouldTakeEveryFormatAndCountThem() {
        // Given: names that lie change nothing
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (String format : List.of("jpeg", "gif", "bmp", "tiff")) {
            entries.put("1." + format, Uploads.written(format, 3 + entries.size(), 20));
        }
        entries.put("2.png", Uploads.written("jpeg", 17, 20));
        entries.put("3.webp", Uploads.webp());
        byte[] whole = Uploads.written("jpeg", 19, 20);
        entries.put("4.jpg", Arrays.copyOf(whole, whole.length - 10));
        entries.put("5.gif", "no picture".getBytes());
        Import command = new Import("formats", "formats",
                List.of(service.stage("formats.zip", Uploads.zip(entries))), null, null, null, 0.5);
        // When
        VersionPublished published = (VersionPublished) service.run(command);
        // Then
        JsonNode report = service.manifest("formats").report();
        assertThat(published.train() + published.heldOut()).isEqualTo(6);
        assertThat(report.path("formats").toString())
                .isEqualTo("{\"jpeg\":2,\"bmp\":1,\"gif\":1,\"tiff\":1,\"webp\":1}");
        assertThat(report.path("refused").path("files")).extracting(JsonNode::toString).containsExactly(
                "{\"file\":\"formats.zip: 4.jpg\",\"reason\":\"is cut off or damaged: its pixels end too early\"}",
                "{\"file\":\"formats.zip: 5.gif\",\"reason\":\"is no picture that can be read: send PNG, JPEG, "
                        + "WebP, GIF, BMP or TIFF\"}");
    }

    @Test
    void shouldGiveTheSameContentTheVersionThatIsThere() {
        // Given
        byte[] rose = Uploads.png(1, 16);
        byte[] tulip = Uploads.png(2, 16);
        VersionPublished first = (VersionPublished) service.run(service.command("flowers",
                service.stage("a.zip", Uploads.zip("rose/1.png", rose, "tulip/1.png", tulip))));
        // When
        VersionPublished same = (VersionPublished) service.run(service.command("flowers",
                service.stage("tulip/other.png", tulip), service.stage("rose/name.png", rose)));
        VersionPublished other = (VersionPublished) service.run(service.command("flowers",
                service.stage("a.zip", Uploads.zip("rose/1.png", tulip, "tulip/1.png", rose))));
        // Then
        assertThat(same.existing()).isTrue();
        assertThat(same.version()).isEqualTo(1);
        assertThat(same.digest()).isEqualTo(first.digest());
        assertThat(other.existing()).isFalse();
        assertThat(other.version()).isEqualTo(2);
    }

    @Test
    void shouldBringPicturesToOneSizeAndColour() {
        // Given
        byte[] grey = Uploads.png(1, 20);
        byte[] rgb = PngEncoder.encode(Uploads.picture(2, 40).toRgb());
        // When
        VersionPublished asked = (VersionPublished) service
                .run(service.command("asked", TargetSize.of(16), ColourChoice.GREY,
                        service.stage("a.png", grey), service.stage("b.png", rgb)));
        VersionPublished mixed = (VersionPublished) service.run(service.command("mixed",
                service.stage("a.png", Uploads.png(1, 16)),
                service.stage("b.png", PngEncoder.encode(Uploads.picture(2, 16).toRgb())),
                service.stage("c.png", PngEncoder.encode(Uploads.picture(1, 16).toRgb()))));
        // Then
        assertThat(asked.colour()).isEqualTo(Colour.GREY);
        assertThat(asked.width()).isEqualTo(16);
        assertThat(asked.train() + asked.heldOut()).isEqualTo(2);
        assertThat(asked.classes()).isEmpty();
        assertThat(mixed.colour()).isEqualTo(Colour.RGB);
        assertThat(mixed.duplicates()).isEqualTo(1);
    }

    @Test
    void shouldChooseWhatSuitsThePictures() {
        // Given: nine in ten are at least 48 pixels high, and none has a colour though they are stored in RGB
        List<StagedFile> files = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Picture picture = Resizer.resize(Uploads.picture(i, 50), 70, i < 2 ? 20 : 50);
            files.add(service.stage(i + ".png", PngEncoder.encode(picture.toRgb())));
        }
        Import command = service.command("chosen", TargetSize.RECOMMENDED, ColourChoice.RECOMMENDED,
                files.toArray(StagedFile[]::new));
        // When
        VersionPublished published = (VersionPublished) service.run(command);
        // Then
        JsonNode report = service.manifest("chosen").report();
        assertThat(published.width()).isEqualTo(48);
        assertThat(published.colour()).isEqualTo(Colour.GREY);
        assertThat(report.path("recommended").asText()).contains("18 are at least 48 pixels on their shorter side",
                "20 are grey");
        assertThat(report.path("modes").toString()).isEqualTo("{\"rgb\":20}");
        assertThat(service.manifest("chosen").provenance().path("size").asText()).isEqualTo("recommended");
    }

    @Test
    void shouldKeepAlphaAndPadWithNothing() {
        // Given: half opaque red, 40 pixels wide and 20 high; resizing rounds 200 × 128 / 255 to 100, and that down to 199
        byte[] pixels = new byte[4 * 40 * 20];
        Arrays.fill(pixels, 0, 800, (byte) 200);
        Arrays.fill(pixels, 3 * 800, 4 * 800, (byte) 128);
        byte[] png = PngEncoder.encode(new Picture(4, 20, 40, pixels));
        Import command = new Import("alpha", "alpha", List.of(service.stage("a.png", png)), TargetSize.of(20), Fit.PAD,
                ColourChoice.RGBA, null);
        // When
        VersionPublished published = (VersionPublished) service.run(command);
        // Then
        DatasetManifest manifest = service.manifest("alpha");
        StoredPictures train = service.store().pictures(manifest, Split.TRAIN);
        byte[] stored = new byte[manifest.pictureBytes()];
        train.copy(0, stored, 0);
        Picture picture = new Picture(4, 20, 20, stored);
        assertThat(published.colour()).isEqualTo(Colour.RGBA);
        assertThat(List.of(picture.at(0, 10, 10), picture.at(1, 10, 10), picture.at(3, 10, 10)))
                .containsExactly(199, 0, 128);
        assertThat(List.of(picture.at(0, 2, 10), picture.at(3, 2, 10), picture.at(3, 17, 10))).containsOnly(0);
    }

    @Test
    void shouldGiveTheSamePicturesTheSameVersionFromWhateverTheyComeIn() {
        // Given
        byte[] one = Uploads.png(1, 16);
        byte[] two = Uploads.written("bmp", 2, 16);
        byte[] csv = "b.bmp,tulip\na.png,rose\n".getBytes(StandardCharsets.UTF_8);
        List<StagedFile> forms = List.of(service.stage("f.zip", Uploads.zip("rose/1.png", one, "tulip/2.bmp", two)),
                service.stage("f.tar.gz", Uploads.gz(Uploads.tar("tulip/2.bmp", two, "rose/1.png", one))),
                service.stage("f.tar.zst", Uploads.zstd(Uploads.tar("b.bmp", two, "labels.csv", csv, "a.png", one))));
        // When
        List<VersionPublished> published = forms.stream()
                .map(form -> (VersionPublished) service.run(service.command("forms", form))).toList();
        // Then
        assertThat(published).extracting(VersionPublished::version).containsOnly(1);
        assertThat(published).extracting(VersionPublished::existing).containsExactly(false, true, true);
        assertThat(published.get(2).classes()).containsExactly("rose", "tulip");
    }

    @Test
    void shouldKeepMasksAsAlpha() {
        // Given
        byte[] zip = Uploads.zip("images/1.png", Uploads.png(1, 16), "masks/1.png", Uploads.png(2, 16));
        // When
        VersionPublished published = (VersionPublished) service
                .run(service.command("masked", service.stage("masked.zip", zip)));
        // Then
        byte[] stored = new byte[4 * 256];
        service.store().pictures(service.manifest("masked"), Split.TRAIN).copy(0, stored, 0);
        assertThat(published.colour()).isEqualTo(Colour.RGBA);
        assertThat(Arrays.copyOfRange(stored, 768, 1024)).isEqualTo(Uploads.picture(2, 16).pixels());
    }

    @Test
    void shouldFailWithAProblemThatSaysWhatToDo() {
        StagedFile gone = new StagedFile("gone.zip", "staging/gone");
        assertFails(ProblemType.NOT_FOUND, "'gone.zip' is not in the bucket", gone);
        assertFails(ProblemType.INVALID_FIELD, "2 different sizes, 16x16 (2), 20x20 (1)",
                service.stage("a.png", Uploads.png(1, 16)), service.stage("b.png", Uploads.png(2, 16)),
                service.stage("c.png", Uploads.png(3, 20)));
        assertFails(ProblemType.INVALID_FIELD, "300×300 pixels", service.stage("a.png", Uploads.png(1, 300)));
        assertFails(ProblemType.TOO_MANY_REFUSED, "1 of 2 pictures were refused",
                service.stage("a.png", Uploads.png(1, 16)), service.stage("b.jpg", "no picture".getBytes()));
        assertFails(ProblemType.NO_PICTURES, "1 were no pictures (README)", service.stage("README", new byte[9]));
        assertFails(ProblemType.NO_PICTURES, "0 were no pictures: send pictures (PNG",
                service.stage("a.zip", Uploads.zip()));
        assertFails(ProblemType.NO_PICTURES, "held-out half",
                service.stage("t10k-images-idx3-ubyte", Uploads.idxPictures(0, 2, 16)));
        assertFails(ProblemType.UNREADABLE_ARCHIVE, "ends before the last",
                service.stage("images-idx3-ubyte", Arrays.copyOf(Uploads.idxPictures(0, 500, 28), 300_000)));
        assertFails(ProblemType.UNREADABLE_ARCHIVE, "cannot be read as a zip",
                service.stage("a.zip", Arrays.copyOf(Uploads.zip("a.png", Uploads.png(1, 16)), 60)));
        assertThat(service.objects.list("")).isEmpty();
    }

    private void assertFails(ProblemType type, String reason, StagedFile... files) {
        DatasetEvent event = service.run(service.command("flowers", files));
        assertThat(event).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.problem().type()).isEqualTo(type.uri());
            assertThat(failed.problem().detail()).contains(reason);
        });
    }

    @Test
    void shouldDoTheSameCommandOnceAndRefuseAnotherUnderItsId() {
        // Given
        Import command = service.command("flowers", service.stage("rose/a.png", Uploads.png(1, 16)));
        Import other = new Import(command.id(), "weeds", command.files(), null, null, null, null);
        // When
        service.send(command);
        service.send(command);
        // Then
        assertThatThrownBy(() -> service.send(other)).isInstanceOf(ProblemException.class)
                .hasMessageContaining(command.id());
        assertThat(service.ended(command.id())).isInstanceOf(VersionPublished.class);
        assertThat(service.events(command.id())).hasSize(2);
        assertThat(service.objects.list("datasets/weeds")).isEmpty();
    }

    @Test
    void shouldRefuseFilesNamedToLeadOutside() {
        // Given
        Import command = service.command("flowers", new StagedFile("../../etc/x.png", "staging/x"));
        // When, Then
        assertThatThrownBy(() -> service.send(command)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("leads out of its folder");
    }
}
