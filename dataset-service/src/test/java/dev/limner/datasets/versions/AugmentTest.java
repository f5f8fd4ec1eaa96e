package dev.limner.datasets.versions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import dev.limner.contracts.messages.DatasetCommand.Augment;
import dev.limner.contracts.messages.DatasetEvent.Cancelled;
import dev.limner.contracts.messages.DatasetEvent.Failed;
import dev.limner.contracts.messages.DatasetEvent.VersionPublished;
import dev.limner.contracts.messages.GenerationCommand;
import dev.limner.contracts.messages.GenerationCommand.Sample;
import dev.limner.contracts.messages.GenerationEvent;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.messages.Transform;
import dev.limner.contracts.names.DatasetReference;
import dev.limner.contracts.names.ModelReference;
import dev.limner.contracts.problems.Problem;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.images.DrawnSet;
import dev.limner.images.Picture;
import dev.limner.images.PngEncoder;
import dev.limner.images.Variation;
import dev.limner.jobs.Wish;
import dev.limner.store.datasets.DatasetManifest;
import dev.limner.store.datasets.Split;
import dev.limner.store.datasets.StoredPictures;

class AugmentTest {
    private static EmbeddedPostgres postgres;
    private RunningVersions service;

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
        service = new RunningVersions(postgres);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void shouldVaryTrainingPicturesAndLeaveHeldOutOnesAlone() throws IOException {
        // Given
        DatasetManifest from = service.drawn("drawn", 500);
        // When
        VersionPublished made = (VersionPublished) service
                .run(new Augment("one", from.reference(), "more", 3.0, null, null, null, null, 7L));
        // Then: every added picture is what its line says: its parent, varied
        assertThat(made.train()).isEqualTo(1200);
        assertThat(made.heldOut()).isEqualTo(100);
        DatasetManifest manifest = service.manifest("more@1");
        assertThat(digests(manifest, Split.HELD_OUT)).isEqualTo(digests(from, Split.HELD_OUT));
        assertThat(digests(manifest, Split.TRAIN)).containsAll(digests(from, Split.TRAIN))
                .doesNotContainAnyElementsOf(digests(from, Split.HELD_OUT));
        StoredPictures before = service.store.pictures(from, Split.TRAIN);
        StoredPictures after = service.store.pictures(manifest, Split.TRAIN);
        List<JsonNode> lines = lineage(manifest);
        assertThat(lines).hasSize(800);
        for (JsonNode line : lines) {
            JsonNode parent = line.path("parents").path(0);
            assertThat(parent.path("split").asText()).isEqualTo("train");
            Variation variation = Json.read(line.path("variation"), Variation.class);
            assertThat(variation.of(picture(before, parent.path("index").asInt())))
                    .isEqualTo(picture(after, line.path("index").asInt()));
            assertThat(after.label(line.path("index").asInt())).isEqualTo(before.label(parent.path("index").asInt()));
        }
        assertThat(manifest.provenance().path("added").toString())
                .isEqualTo("{\"transformed\":800,\"sampled\":0,\"repeated\":0}");
    }

    @Test
    void shouldMakeTheSameVersionOfTheSameRecipe() {
        // Given
        service.drawn("drawn", 200);
        VersionPublished first = (VersionPublished) service.run(augment("one", "drawn@1", 2, false, null, 0, 5));
        // When
        VersionPublished again = (VersionPublished) service.run(augment("two", "drawn@1", 2, false, null, 0, 5));
        VersionPublished other = (VersionPublished) service.run(augment("three", "drawn@1", 2, false, null, 0, 6));
        // Then
        assertThat(again.digest()).isEqualTo(first.digest());
        assertThat(again.existing()).isTrue();
        assertThat(other.digest()).isNotEqualTo(first.digest());
    }

    @Test
    void shouldFillRareClassesUp() {
        // Given: pictures 10 to 44 are for training: four of classes 0 to 4, three of the others
        DatasetManifest from = service.drawn("drawn", 45);
        // When
        VersionPublished made = (VersionPublished) service
                .run(augment("one", from.reference().toString(), 1, true, null, 0, 5));
        // Then
        assertThat(made.train()).isEqualTo(40);
        assertThat(service.manifest("drawn@2").report().path("classes")).hasSize(10)
                .allMatch(each -> each.path("train").asInt() == 4);
    }

    @Test
    void shouldAskGeneratorsForTheRestAndPinTheCheckpoint() throws IOException {
        // Given
        DatasetManifest from = service.drawn("drawn", 100);
        service.commands.take(augment("one", "drawn@1", 2, false, "painter", 0.5, 5));
        // When
        Sample first = (Sample) await(1).get(0);
        answer(first);
        List<GenerationCommand> all = await(10);
        all.stream().skip(1).forEach(request -> answer((Sample) request));
        VersionPublished made = (VersionPublished) service.ended("one");
        // Then: 8 training pictures of each class, 4 of them painted
        assertThat(first.model()).isEqualTo(ModelReference.parse("painter@latest"));
        assertThat(first.count()).isEqualTo(4);
        assertThat(all).extracting(request -> ((Sample) request).label())
                .containsExactlyInAnyOrderElementsOf(DrawnSet.CLASSES);
        assertThat(all.stream().skip(1)).extracting(request -> ((Sample) request).model())
                .containsOnly(ModelReference.parse("painter@run-1-500"));
        assertThat(made.train()).isEqualTo(160);
        DatasetManifest manifest = service.manifest("drawn@2");
        StoredPictures train = service.store.pictures(manifest, Split.TRAIN);
        List<JsonNode> painted = lineage(manifest).stream().filter(line -> line.has("generation")).toList();
        assertThat(painted).hasSize(40);
        for (JsonNode line : painted) {
            Sample request = (Sample) all.stream().filter(each -> each.id().equals(line.path("generation").asText()))
                    .findFirst().orElseThrow();
            int index = line.path("index").asInt();
            assertThat(line.path("checkpoint").asText()).isEqualTo("run-1-500");
            assertThat(DrawnSet.CLASSES.get(train.label(index))).isEqualTo(request.label());
            assertThat(picture(train, index)).isEqualTo(painted(request, line.path("picture").asInt()));
        }
        assertThat(service.jobs.<List<String>>inTransaction(handle -> AwaitedTable.open(handle, "one"))).isEmpty();
        assertThat(from.heldOut()).isEqualTo(made.heldOut());
    }

    @Test
    void shouldFailWithWhatTheGeneratorSays() {
        // Given
        service.drawn("drawn", 100);
        service.commands.take(augment("one", "drawn@1", 2, false, "painter", 1, 5));
        String first = await(1).get(0).id();
        // When
        service.hear(
                new GenerationEvent.Refused(first, Problem.of(ProblemType.UNKNOWN_MODEL, "there is no 'painter'")));
        Failed failed = (Failed) service.ended("one");
        // Then
        assertThat(failed.problem().type()).isEqualTo(ProblemType.UNKNOWN_MODEL.uri());
        assertThat(failed.problem().detail()).contains(DrawnSet.CLASSES.get(0)).endsWith("there is no 'painter'");
        assertThat(service.store.versions("drawn")).containsExactly(1);
    }

    @Test
    void shouldCancelWhatItAskedForWhenItIsCancelled() {
        // Given
        service.drawn("drawn", 100);
        service.commands.take(augment("one", "drawn@1", 2, false, "painter", 1, 5));
        String first = await(1).get(0).id();
        // When
        service.jobs.signal("cancel-one", "one", Wish.CANCEL, job -> List.of());
        // Then
        assertThat(service.ended("one")).isInstanceOf(Cancelled.class);
        assertThat(service.requests().get(1)).isEqualTo(new GenerationCommand.Cancel("cancel-" + first, first));
        assertThat(service.store.versions("drawn")).containsExactly(1);
    }

    private static Augment augment(String id, String from, double times, boolean balance, String model, double share,
            long seed) {
        return new Augment(id, DatasetReference.parse(from), null, times, balance, List.of(Transform.values()),
                model == null ? null : ModelReference.parse(model), share, seed);
    }

    private List<GenerationCommand> await(int count) {
        return Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20))
                .until(service::requests, requests -> requests.size() == count);
    }

    private void answer(Sample request) {
        String key = "generations/%s/1.zip".formatted(request.id());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < request.count(); i++) {
                zip.putNextEntry(new ZipEntry("%05d.png".formatted(i)));
                zip.write(PngEncoder.encode(painted(request, i)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        service.objects.put(key, bytes.toByteArray());
        service.hear(new GenerationEvent.Succeeded(request.id(), "sample", "painter", "run-1-500", "d".repeat(64),
                "run",
                DatasetReference.parse("drawn@1"), request.seed(), request.count(), key, bytes.size(), List.of(),
                List.of()));
    }

    private static Picture painted(Sample request, int i) {
        return DrawnSet.picture(DrawnSet.CLASSES.indexOf(request.label()), request.seed(), i);
    }

    private List<JsonNode> lineage(DatasetManifest manifest) throws IOException {
        byte[] packed = service.objects.get(manifest.provenance().path("lineage").path("key").asText());
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return new String(in.readAllBytes()).lines().map(line -> (JsonNode) Json.object(line.getBytes())).toList();
        }
    }

    private Set<String> digests(DatasetManifest manifest, Split split) {
        StoredPictures pictures = service.store.pictures(manifest, split);
        Set<String> digests = new HashSet<>();
        for (int i = 0; i < pictures.count(); i++) {
            digests.add(Arrays.toString(picture(pictures, i).pixels()) + pictures.label(i));
        }
        return digests;
    }

    private static Picture picture(StoredPictures pictures, int i) {
        byte[] pixels = new byte[pictures.pictureBytes()];
        pictures.copy(i, pixels, 0);
        return new Picture(1, 28, 28, pixels);
    }
}
