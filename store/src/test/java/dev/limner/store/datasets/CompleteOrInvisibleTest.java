package dev.limner.store.datasets;

import static dev.limner.store.datasets.DatasetFixtures.publish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import dev.limner.contracts.names.DatasetReference;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.store.InMemoryObjectStore;
import dev.limner.store.StoreUnavailableException;

/** A version is there as a whole or not at all, and is read as it was written or not at all. */
class CompleteOrInvisibleTest {
    private final InMemoryObjectStore objects = new InMemoryObjectStore();
    private final DatasetStore datasets = new DatasetStore(objects);

    @Test
    void shouldWriteTheManifestLast() {
        // When
        DatasetManifest manifest = publish(datasets, "flowers", 1, 5_000, 10).manifest();

        // Then
        assertThat(objects.writes()).hasSize(4).endsWith(manifest.key());
        assertThat(objects.writes().subList(0, 3)).allSatisfy(key -> assertThat(key)
                .matches("datasets/flowers/shards/[0-9a-f]{64}"));
    }

    @Test
    void shouldShowNothingOfAVersionThatWasNotFinished() {
        for (int attempt = 0; attempt < 4; attempt++) {
            // Given: what an attempt has stored is there for the next
            objects.goAwayAfter(Math.min(attempt, 1));

            // When
            assertThatThrownBy(() -> publish(datasets, "flowers", 1, 5_000, 10))
                    .isInstanceOf(StoreUnavailableException.class);

            // Then
            objects.comeBack();
            assertThat(datasets.datasets()).isEmpty();
            assertThat(datasets.newest("flowers")).isEmpty();
        }
        assertThat(publish(datasets, "flowers", 1, 5_000, 10).existing()).isFalse();
        assertThat(objects.writes()).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void shouldRefuseEveryDamagedShard() {
        // Given
        DatasetManifest manifest = publish(datasets, "flowers", 1, 50, 10).manifest();
        String shard = manifest.shards().get(0).file().key();
        byte[] whole = objects.get(shard);
        Random random = new Random(3);
        for (UnaryOperator<byte[]> damage : List.<UnaryOperator<byte[]>>of(
                bytes -> Arrays.copyOf(bytes, bytes.length - 1),
                bytes -> Arrays.copyOf(bytes, bytes.length + 1),
                bytes -> new byte[0],
                bytes -> flipped(bytes, random.nextInt(8 * bytes.length)),
                bytes -> flipped(bytes, random.nextInt(64)),
                bytes -> objects.get(manifest.shards().get(1).file().key()))) {
            // When
            objects.damage(shard, damage);

            // Then
            assertCorrupt(() -> datasets.pictures(manifest, Split.TRAIN), shard);
            assertCorrupt(() -> datasets.picture(manifest, Split.TRAIN, 0), shard);
            assertThat(datasets.pictures(manifest, Split.HELD_OUT).count()).isEqualTo(10);
            objects.put(shard, whole);
        }
    }

    @Test
    void shouldRefuseAVersionWithAMissingShardAndMendItByImportingAgain() {
        // Given
        DatasetManifest manifest = publish(datasets, "flowers", 1, 50, 10).manifest();
        String shard = manifest.shards().get(0).file().key();
        objects.delete(shard);
        assertCorrupt(() -> datasets.pictures(manifest, Split.TRAIN), shard);

        // When
        Published again = publish(datasets, "flowers", 1, 50, 10);

        // Then
        assertThat(again).isEqualTo(new Published(manifest, true));
        assertThat(datasets.pictures(manifest, Split.TRAIN).count()).isEqualTo(50);
    }

    @Test
    void shouldRefuseADamagedManifestButGoOnCounting() {
        // Given
        String key = publish(datasets, "flowers", 1, 50, 10).manifest().key();
        byte[] whole = objects.get(key);
        for (UnaryOperator<byte[]> damage : List.<UnaryOperator<byte[]>>of(
                bytes -> Arrays.copyOf(bytes, bytes.length / 2),
                bytes -> new byte[0],
                bytes -> "{}".getBytes(),
                bytes -> text(bytes).replace("\"train\":50", "\"train\":51").getBytes(),
                bytes -> text(bytes).replace("\"version\":1", "\"version\":2").getBytes(),
                bytes -> text(bytes).replace("\"formatVersion\":1", "\"formatVersion\":2").getBytes())) {
            // When
            objects.damage(key, damage);

            // Then
            assertCorrupt(() -> datasets.manifest(DatasetReference.parse("flowers@1")), key);
            objects.put(key, whole);
        }
        objects.damage(key, bytes -> new byte[0]);
        assertThat(publish(datasets, "flowers", 2, 50, 10).manifest().version()).isEqualTo(2);
    }

    private static void assertCorrupt(ThrowingCallable call, String key) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problem().type()).isEqualTo(ProblemType.CORRUPT_OBJECT.uri()))
                .hasMessageContaining(key);
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        return bytes;
    }

    private static String text(byte[] bytes) {
        return new String(bytes);
    }
}
