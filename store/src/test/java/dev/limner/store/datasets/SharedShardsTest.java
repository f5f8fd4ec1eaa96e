package dev.limner.store.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.limner.contracts.messages.Colour;
import dev.limner.store.InMemoryObjectStore;

/** A version shares with another the shards in which they do not differ, and what is there is not sent again. */
class SharedShardsTest {
    private static final int PICTURES = 40_000;

    /** Counts the shards that are sent. */
    private static final class Counting extends InMemoryObjectStore {
        private final List<String> put = new ArrayList<>();

        @Override
        public void put(String key, byte[] bytes) {
            put.add(key);
            super.put(key, bytes);
        }
    }

    @Test
    void shouldShareAllButTheShardsThatPicturesAreAddedTo() {
        // Given
        Counting objects = new Counting();
        DatasetStore datasets = new DatasetStore(objects);
        DatasetManifest before = publish(datasets, PICTURES);
        int sent = objects.put.size();
        // When
        DatasetManifest after = publish(datasets, PICTURES + 2);
        // Then
        Set<Shard> shared = new HashSet<>(after.shards());
        shared.retainAll(before.shards());
        assertThat(before.shards()).hasSizeBetween(10, 40);
        assertThat(shared).hasSizeGreaterThanOrEqualTo(before.shards().size() - 4);
        assertThat(objects.put).hasSize(sent + after.shards().size() - shared.size());
    }

    @Test
    void shouldCutAllPicturesIntoShardsOfBoundedSize() {
        // Given
        ShardCuts cuts = new ShardCuts(16);
        Random random = new Random(1);
        int[] marks = random.ints(10_000).toArray();
        // When
        List<Integer> sizes = new ArrayList<>();
        for (int from = 0; from < marks.length;) {
            int end = cuts.end(from, marks.length, i -> marks[i]);
            sizes.add(end - from);
            from = end;
        }
        // Then
        assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(marks.length);
        assertThat(sizes.subList(0, sizes.size() - 1)).allSatisfy(size -> assertThat(size).isBetween(4, 32));
        assertThat(marks.length / sizes.size()).isBetween(10, 24);
    }

    private static DatasetManifest publish(DatasetStore datasets, int count) {
        Random random = new Random(7);
        try (Draft draft = datasets.draft(4, 4, Colour.GREY, List.of())) {
            for (int i = 0; i < count; i++) {
                byte[] pixels = new byte[16];
                random.nextBytes(pixels);
                draft.add(pixels, -1, Split.TRAIN);
            }
            return datasets.publish("many", draft.seal(), DatasetFixtures.PROVENANCE, DatasetFixtures.REPORT,
                    written -> {}).manifest();
        }
    }
}
