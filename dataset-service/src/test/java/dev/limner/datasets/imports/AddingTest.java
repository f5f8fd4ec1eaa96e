package dev.limner.datasets.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import dev.limner.contracts.messages.ColourChoice;
import dev.limner.contracts.messages.DatasetCommand.Import;
import dev.limner.contracts.messages.DatasetCommand.StagedFile;
import dev.limner.contracts.messages.DatasetEvent;
import dev.limner.contracts.messages.DatasetEvent.Failed;
import dev.limner.contracts.messages.DatasetEvent.VersionPublished;
import dev.limner.contracts.messages.TargetSize;
import dev.limner.datasets.sources.Uploads;
import dev.limner.store.InMemoryObjectStore;
import dev.limner.store.datasets.DatasetManifest;

/** Pictures added to a dataset make a version of all of them, in which what was decided before stays so. */
class AddingTest {
    private static EmbeddedPostgres postgres;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startPostgres() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        postgres.close();
    }

    @Test
    void shouldMakeTheVersionThatAllAtOnceWouldHaveMade() {
        try (RunningService service = service(new InMemoryObjectStore()).started()) {
            // Given
            service.run(service.command("flowers", service.stage("a.zip", zip(0, 60))));
            VersionPublished whole = (VersionPublished) service
                    .run(service.command("whole", service.stage("all.zip", zip(0, 90))));
            // When
            VersionPublished added = (VersionPublished) service
                    .run(adding(service, "flowers", service.stage("b.zip", zip(40, 90))));
            // Then
            assertThat(added.version()).isEqualTo(2);
            assertThat(added.digest()).isEqualTo(whole.digest());
            assertThat(added.duplicates()).isEqualTo(20);
            assertThat(service.manifest("flowers@2").provenance().path("addedTo").asText()).isEqualTo("flowers@1");
            assertThat(service.manifest("flowers@2").report().path("formats").path("stored").asInt()).isEqualTo(60);
        }
    }

    @Test
    void shouldKeepHalvesAndPutNewClassesBehind() {
        try (RunningService service = service(new InMemoryObjectStore()).started()) {
            // Given
            service.run(service.command("flowers",
                    service.stage("a.zip", Uploads.zip("rose/1.png", Uploads.png(1, 16), "rose/2.png",
                            Uploads.png(2, 16), "weed/3.png", Uploads.png(3, 16)))));
            Map<String, String> before = halves(service, "flowers@1");
            // When
            VersionPublished added = (VersionPublished) service.run(adding(service, "flowers", service.stage("b.zip",
                    Uploads.zip("aster/4.png", Uploads.png(4, 20), "rose/5.png", Uploads.png(5, 16), "weed/6.png",
                            Uploads.png(6, 16)))));
            // Then
            assertThat(added.classes()).containsExactly("rose", "weed", "aster");
            assertThat(halves(service, "flowers@2")).containsAllEntriesOf(before).hasSize(6);
        }
    }

    @Test
    void shouldChangeNothingWhereAllIsThereAlready() {
        try (RunningService service = service(new InMemoryObjectStore()).started()) {
            // Given
            service.run(service.command("flowers", service.stage("a.zip", zip(0, 30))));
            // When
            VersionPublished added = (VersionPublished) service
                    .run(adding(service, "flowers", service.stage("b.zip", zip(5, 25))));
            // Then
            assertThat(added.version()).isEqualTo(1);
            assertThat(added.existing()).isTrue();
        }
    }

    @Test
    void shouldBeginAgainWhereAnotherVersionComesInBetween() {
        // Given
        AtomicBoolean first = new AtomicBoolean(true);
        InMemoryObjectStore objects = new InMemoryObjectStore() {
            @Override
            public boolean putIfAbsent(String key, byte[] bytes) {
                if (key.equals("datasets/flowers/2.json") && first.getAndSet(false)) {
                    super.putIfAbsent(key, new String(get("datasets/flowers/1.json"), StandardCharsets.UTF_8)
                            .replaceFirst("\"version\":1", "\"version\":2")
                            .replaceFirst("\"digest\":\"[0-9a-f]+\"", "\"digest\":\"" + "0".repeat(64) + "\"")
                            .getBytes(StandardCharsets.UTF_8));
                }
                return super.putIfAbsent(key, bytes);
            }
        };
        try (RunningService running = service(objects).started()) {
            running.run(running.command("flowers", running.stage("a.zip", zip(0, 30))));
            // When
            VersionPublished added = (VersionPublished) running
                    .run(adding(running, "flowers", running.stage("b.zip", zip(30, 40))));
            // Then
            assertThat(added.version()).isEqualTo(3);
            assertThat(running.manifest("flowers@3").provenance().path("addedTo").asText()).isEqualTo("flowers@2");
            assertThat(added.train() + added.heldOut()).isEqualTo(40);
        }
    }

    @Test
    void shouldSayWhatCannotBeAddedToWhat() {
        try (RunningService service = service(new InMemoryObjectStore()).started()) {
            // Given
            service.run(service.command("flowers", service.stage("a.zip", zip(0, 30))));
            StagedFile more = service.stage("b.zip", zip(30, 40));
            StagedFile again = service.stage("b.zip", zip(30, 40));
            StagedFile third = service.stage("b.zip", zip(30, 40));
            StagedFile classes = service.stage("classes.txt", "weed\nrose\n".getBytes(StandardCharsets.UTF_8));
            // When
            DatasetEvent none = service.run(adding(service, "weeds", service.stage("b.zip", zip(30, 40))));
            DatasetEvent size = service.run(new Import(UUID.randomUUID().toString(), "flowers", List.of(more),
                    TargetSize.of(32), null, null, null, true));
            DatasetEvent colour = service.run(new Import(UUID.randomUUID().toString(), "flowers", List.of(again), null,
                    null, ColourChoice.RGBA, null, true));
            DatasetEvent order = service.run(adding(service, "flowers", third, classes));
            // Then
            assertThat(detail(none)).contains("there is no dataset 'weeds'");
            assertThat(detail(size)).contains("flowers@1 has 16×16 pixels");
            assertThat(detail(colour)).contains("flowers@1 is grey");
            assertThat(detail(order)).contains("otherwise than those of flowers@1").contains("rose");
        }
    }

    private static String detail(DatasetEvent event) {
        return ((Failed) event).problem().detail();
    }

    private static Import adding(RunningService service, String dataset, StagedFile... files) {
        return new Import(UUID.randomUUID().toString(), dataset, List.of(files), null, null, null, null, true);
    }

    private static byte[] zip(int from, int to) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = from; i < to; i++) {
            entries.put((i % 2 == 0 ? "rose/" : "weed/") + i + ".png", Uploads.png(i, 16));
        }
        return Uploads.zip(entries);
    }

    /** The half and class of each picture, by its pixels. */
    private static Map<String, String> halves(RunningService service, String reference) {
        DatasetManifest manifest = service.manifest(reference);
        Map<String, String> halves = new HashMap<>();
        service.store().visit(manifest, record -> halves.put(
                new String(record.pixels(), StandardCharsets.ISO_8859_1),
                record.split() + " " + manifest.classes().get(record.label())));
        return halves;
    }

    private RunningService service(InMemoryObjectStore objects) {
        return new RunningService(postgres, objects, folder.resolve("work"));
    }
}
