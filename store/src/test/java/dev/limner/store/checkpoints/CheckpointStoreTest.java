package dev.limner.store.checkpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import dev.limner.contracts.messages.Colour;
import dev.limner.contracts.names.DatasetReference;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.contracts.tensors.Tensor;
import dev.limner.store.InMemoryObjectStore;
import dev.limner.store.StoreUnavailableException;

class CheckpointStoreTest {
    private static final String FOLDER = "models/flowers-vae/run-1/2-512/";
    private static final SortedMap<String, Tensor> WEIGHTS = tensors("w", 1f, 2f);
    private static final SortedMap<String, Tensor> AVERAGES = tensors("w", 1.5f, 2.5f);
    private static final SortedMap<String, Tensor> STATE = tensors("adam.m", 0.1f, 0.2f);

    private final InMemoryObjectStore objects = new InMemoryObjectStore();
    private final CheckpointStore checkpoints = new CheckpointStore(objects);

    @Test
    void shouldGiveBackWhatWasSaved() {
        // Given
        CheckpointManifest saved = checkpoints.save(manifest(2, 512), WEIGHTS, AVERAGES, STATE);

        // When
        StoredCheckpoint loaded = checkpoints.load(saved.key());

        // Then
        assertThat(loaded).isEqualTo(new StoredCheckpoint(saved, WEIGHTS, AVERAGES));
        assertThat(checkpoints.trainingState(loaded.manifest())).isEqualTo(STATE);
        assertThat(saved.digest()).isEqualTo(CheckpointStore.digest(WEIGHTS, AVERAGES));
        assertThat(checkpoints.manifest(FOLDER + "checkpoint.json")).isEqualTo(saved);
    }

    @Test
    void shouldDoWithoutAveragesAndTrainingState() {
        // Given
        CheckpointManifest saved = checkpoints.save(manifest(2, 512), WEIGHTS, new TreeMap<>(), new TreeMap<>());

        // When
        StoredCheckpoint loaded = checkpoints.load(saved.key());

        // Then
        assertThat(loaded.averages()).isEmpty();
        assertThat(checkpoints.trainingState(saved)).isEmpty();
        assertThat(saved.files()).containsOnlyKeys("weights", "training-state");
    }

    @Test
    void shouldWriteTheManifestLast() {
        // When
        checkpoints.save(manifest(2, 512), WEIGHTS, AVERAGES, STATE);

        // Then
        assertThat(objects.writes()).hasSize(4).endsWith(FOLDER + "checkpoint.json");
    }

    @Test
    void shouldShowNothingOfACheckpointThatWasNotFinished() {
        for (int writes = 0; writes < 4; writes++) {
            // Given
            objects.goAwayAfter(writes);

            // When
            assertThatThrownBy(() -> checkpoints.save(manifest(2, 512), WEIGHTS, AVERAGES, STATE))
                    .isInstanceOf(StoreUnavailableException.class);

            // Then
            objects.comeBack();
            assertThat(checkpoints.manifestKeys("flowers-vae", "run-1")).isEmpty();
            assertProblem(ProblemType.NOT_FOUND, () -> checkpoints.load(FOLDER + "checkpoint.json"), FOLDER);
        }
    }

    @Test
    void shouldRefuseEveryDamagedFile() {
        // Given
        CheckpointManifest saved = checkpoints.save(manifest(2, 512), WEIGHTS, AVERAGES, STATE);
        for (String file : List.of("weights", "averages", "training-state")) {
            String key = FOLDER + file + ".safetensors";
            byte[] whole = objects.get(key);
            for (UnaryOperator<byte[]> damage : List.<UnaryOperator<byte[]>>of(
                    bytes -> Arrays.copyOf(bytes, bytes.length - 4),
                    CheckpointStoreTest::lastBitFlipped)) {
                // When
                objects.damage(key, damage);

                // Then
                assertProblem(ProblemType.CORRUPT_OBJECT, () -> {
                    checkpoints.load(saved.key());
                    checkpoints.trainingState(saved);
                }, key);
                objects.put(key, whole);
            }
            objects.delete(key);
            assertProblem(ProblemType.CORRUPT_OBJECT, () -> {
                checkpoints.load(saved.key());
                checkpoints.trainingState(saved);
            }, key, "missing");
            objects.put(key, whole);
        }
    }

    @Test
    void shouldRefuseADamagedManifest() {
        // Given
        CheckpointManifest saved = checkpoints.save(manifest(2, 512), WEIGHTS, AVERAGES, STATE);
        byte[] whole = objects.get(saved.key());
        for (UnaryOperator<String> damage : List.<UnaryOperator<String>>of(
                json -> json.substring(0, json.length() / 2),
                json -> "{}",
                json -> json.replace("\"formatVersion\":1", "\"formatVersion\":9"),
                json -> json.replace("\"images\":512", "\"images\":513"),
                json -> json.replace(saved.digest(), "0".repeat(64)),
                json -> json.replace("\"weights\":", "\"weight\":"))) {
            // When
            objects.damage(saved.key(), bytes -> damage.apply(new String(bytes)).getBytes());

            // Then
            assertProblem(ProblemType.CORRUPT_OBJECT, () -> checkpoints.load(saved.key()), saved.key());
            objects.put(saved.key(), whole);
        }
    }

    @Test
    void shouldStoreNothingOfWeightsThatAreNotNumbers() {
        for (SortedMap<String, Tensor> diverged : List.of(tensors("w", 1f, Float.NaN),
                tensors("w", Float.NEGATIVE_INFINITY))) {
            // When and then
            assertThatThrownBy(() -> checkpoints.save(manifest(2, 512), diverged, AVERAGES, STATE))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("'w'");
            assertThatThrownBy(() -> checkpoints.save(manifest(2, 512), WEIGHTS, diverged, STATE))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("'w'");
        }
        assertThat(objects.writes()).isEmpty();
    }

    @Test
    void shouldListARunsCheckpointsByImagesSeen() {
        // Given
        checkpoints.save(manifest(1, 1_000), WEIGHTS, AVERAGES, STATE);
        checkpoints.save(manifest(2, 512), WEIGHTS, AVERAGES, STATE);
        checkpoints.save(manifest(2, 1_000), WEIGHTS, AVERAGES, STATE);
        objects.put("models/flowers-vae/run-1/grids/2-512-samples.png", new byte[1]);

        // When
        List<String> keys = checkpoints.manifestKeys("flowers-vae", "run-1");

        // Then
        assertThat(keys).containsExactly(FOLDER + "checkpoint.json",
                "models/flowers-vae/run-1/1-1000/checkpoint.json", "models/flowers-vae/run-1/2-1000/checkpoint.json");
    }

    @Test
    void shouldRemoveTheManifestFirst() {
        // Given
        checkpoints.save(manifest(1, 512), WEIGHTS, AVERAGES, STATE);
        CheckpointManifest saved = checkpoints.save(manifest(2, 512), WEIGHTS, AVERAGES, STATE);

        // When
        checkpoints.delete(saved.key());
        checkpoints.delete(saved.key());

        // Then
        assertThat(objects.writes().subList(8, 12)).startsWith("-" + saved.key());
        assertThat(objects.list(FOLDER)).isEmpty();
        assertThat(checkpoints.manifestKeys("flowers-vae", "run-1")).hasSize(1);
        assertThatThrownBy(() -> checkpoints.delete("models/flowers-vae/run-1/"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldKeepMetricsThatAreNotNumbers() {
        // Given
        CheckpointManifest manifest = new CheckpointManifest(CheckpointManifest.FORMAT, "flowers-vae", "run-1-2-512",
                "run-1", 2, "vae", "vae-28", new TreeMap<>(), 28, 28, Colour.GREY, List.of(),
                DatasetReference.parse("flowers@3"), "0".repeat(64), 512, 1_500, 7, null,
                Map.of("fid", Double.NaN, "kid", Double.POSITIVE_INFINITY), "none", null, Instant.EPOCH);

        // When
        CheckpointManifest saved = checkpoints.save(manifest, WEIGHTS, AVERAGES, STATE);

        // Then
        assertThat(checkpoints.manifest(saved.key()).metrics()).containsExactly(Map.entry("fid", Double.NaN),
                Map.entry("kid", Double.POSITIVE_INFINITY));
    }

    @Test
    void shouldDigestWeightsAndAveragesApart() {
        // When
        String digest = CheckpointStore.digest(WEIGHTS, AVERAGES);

        // Then
        assertThat(digest).isNotEqualTo(CheckpointStore.digest(AVERAGES, WEIGHTS))
                .isNotEqualTo(CheckpointStore.digest(WEIGHTS, new TreeMap<>()));
    }

    private static CheckpointManifest manifest(long epoch, long images) {
        return new CheckpointManifest(CheckpointManifest.FORMAT, "flowers-vae", "run-1-" + epoch + "-" + images,
                "run-1", epoch, "vae", "vae-28", new TreeMap<>(Map.of("latents", "32")), 28, 28, Colour.GREY,
                List.of("boot", "coat"), DatasetReference.parse("flowers@3"), "0".repeat(64), images, 1_500, 7, null,
                Map.of("held-out-loss", 0.25), "held-out means over 1 000 pictures", null,
                Instant.parse("2026-01-01T00:00:00Z"));
    }

    private static SortedMap<String, Tensor> tensors(String name, float... values) {
        return new TreeMap<>(Map.of(name, Tensor.of(values, values.length)));
    }

    private static byte[] lastBitFlipped(byte[] bytes) {
        bytes[bytes.length - 1] ^= 1;
        return bytes;
    }

    private static void assertProblem(ProblemType type, ThrowingCallable call, String... details) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problem().type()).isEqualTo(type.uri())).hasMessageContainingAll(details);
    }
}
