package dev.limner.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.limner.contracts.messages.Colour;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.names.DatasetReference;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.tensors.Tensor;
import dev.limner.store.checkpoints.CheckpointManifest;
import dev.limner.store.checkpoints.CheckpointStore;
import dev.limner.store.checkpoints.StoredCheckpoint;
import dev.limner.store.datasets.DatasetManifest;
import dev.limner.store.datasets.DatasetStore;
import dev.limner.store.datasets.Draft;
import dev.limner.store.datasets.Published;
import dev.limner.store.datasets.Split;
import dev.limner.store.datasets.StoredPictures;
import dev.limner.store.results.ArchiveEntry;
import dev.limner.store.results.ArchiveIndex;
import dev.limner.store.results.ArchiveWriter;

/** What is built on the object store, on a real S3 server. */
class OverS3Test {
    @TempDir
    static Path folder;

    private static S3Server server;
    private static S3ObjectStore objects;

    @BeforeAll
    static void start() {
        server = new S3Server(folder);
        objects = server.store("limner");
    }

    @AfterAll
    static void stop() throws IOException {
        objects.close();
        server.close();
    }

    @Test
    void shouldKeepADataset() {
        // Given
        DatasetStore datasets = new DatasetStore(objects);
        DatasetManifest published = publish(datasets, "flowers", 5_000, 0).manifest();

        // When
        StoredPictures pictures = datasets.pictures(datasets.manifest(DatasetReference.parse("flowers")), Split.TRAIN);

        // Then
        assertThat(pictures.count()).isEqualTo(5_000);
        assertThat(datasets.datasets()).contains("flowers");
        assertThat(datasets.versions("flowers")).containsExactly(1);
        assertThat(publish(datasets, "flowers", 5_000, 0)).isEqualTo(new Published(published, true));
        objects.put(published.shards().get(0).file().key(), new byte[100]);
        assertThatThrownBy(() -> datasets.pictures(published, Split.TRAIN)).isInstanceOf(ProblemException.class);
    }

    @Test
    void shouldGiveConcurrentPublishersNumbersOfTheirOwn() throws Exception {
        // Given
        DatasetStore datasets = new DatasetStore(objects);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Callable<Published>> publishers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int first = i * 1_000;
            publishers.add(() -> publish(datasets, "busy", 10, first));
        }

        // When
        List<Future<Published>> published = threads.invokeAll(publishers);

        // Then
        threads.shutdown();
        Set<Integer> versions = new HashSet<>();
        for (Future<Published> one : published) {
            DatasetManifest manifest = one.get().manifest();
            versions.add(manifest.version());
            assertThat(datasets.manifest(manifest.reference())).isEqualTo(manifest);
        }
        assertThat(versions).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void shouldKeepACheckpoint() {
        // Given
        CheckpointStore checkpoints = new CheckpointStore(objects);
        TreeMap<String, Tensor> weights = new TreeMap<>(Map.of("w", Tensor.of(new float[100_000], 100, 1_000)));
        CheckpointManifest saved = checkpoints.save(new CheckpointManifest(CheckpointManifest.FORMAT, "flowers-vae",
                "run-1-1-512", "run", 1, "vae", "vae-28", new TreeMap<>(), 28, 28, Colour.GREY, List.of(),
                DatasetReference.parse("flowers@1"), "0".repeat(64), 512, 1_500, 7, null, Map.of(), "none", null,
                Instant.EPOCH), weights, new TreeMap<>(), weights);

        // When
        StoredCheckpoint loaded = checkpoints.load(checkpoints.manifestKeys("flowers-vae", "run").get(0));

        // Then
        assertThat(loaded).isEqualTo(new StoredCheckpoint(saved, weights, new TreeMap<>()));
        checkpoints.delete(saved.key());
        assertThat(objects.list("models/flowers-vae/")).isEmpty();
    }

    @Test
    void shouldServeOneOfTenThousandPicturesByItsRange() {
        // Given
        int count = 10_000;
        ArchiveEntry middle = null;
        try (ArchiveWriter archive = new ArchiveWriter(1 << 20)) {
            for (int i = 0; i < count; i++) {
                ArchiveEntry entry = archive.add(picture(i));
                middle = i == count / 2 ? entry : middle;
            }
            archive.finish("{}".getBytes());
            archive.putTo(objects, "generations/g/1.zip");
        }

        // When
        ArchiveIndex index = ArchiveIndex.read(objects, "generations/g/1.zip");

        // Then
        ArchiveIndex.Place place = index.places().get("05000.png");
        assertThat(place).isEqualTo(new ArchiveIndex.Place(middle.offset(), middle.length()));
        assertThat(objects.range("generations/g/1.zip", place.offset(), place.length())).isEqualTo(picture(5_000));
        assertThat(index.places()).hasSize(count + 1);
    }

    private static Published publish(DatasetStore datasets, String dataset, int count, int first) {
        try (Draft draft = datasets.draft(2, 2, Colour.GREY, List.of())) {
            for (int i = first; i < first + count; i++) {
                draft.add(ByteBuffer.allocate(4).putInt(i).array(), -1, Split.TRAIN);
            }
            return datasets.publish(dataset, draft.seal(), Json.MAPPER.createObjectNode(),
                    Json.MAPPER.createObjectNode(), written -> {});
        }
    }

    private static byte[] picture(int i) {
        return ByteBuffer.allocate(500 + i % 50).putInt(i).array();
    }
}
