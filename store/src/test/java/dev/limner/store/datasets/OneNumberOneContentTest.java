package dev.limner.store.datasets;

import static dev.limner.store.datasets.DatasetFixtures.publish;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

import dev.limner.store.InMemoryObjectStore;

/** However many publish at once: no number stands for two contents, and no content for two numbers. */
class OneNumberOneContentTest {
    private static final int PUBLISHERS = 24;
    private static final int CONTENTS = 6;

    @Test
    void shouldGiveOneNumberToEachContent() throws Exception {
        // Given
        DatasetStore datasets = new DatasetStore(new InMemoryObjectStore());
        List<Callable<Published>> publishers = new ArrayList<>();
        for (int i = 0; i < PUBLISHERS; i++) {
            int seed = i % CONTENTS;
            publishers.add(() -> publish(datasets, "flowers", seed, 20, 5));
        }
        ExecutorService threads = Executors.newFixedThreadPool(PUBLISHERS);

        // When
        List<Future<Published>> futures = threads.invokeAll(publishers);

        // Then
        threads.shutdown();
        Map<String, Integer> versions = new HashMap<>();
        int fresh = 0;
        for (Future<Published> future : futures) {
            DatasetManifest manifest = future.get().manifest();
            assertThat(versions.merge(manifest.digest(), manifest.version(), (before, now) -> now))
                    .isEqualTo(manifest.version());
            versions.forEach((digest, version) -> assertThat(version.equals(manifest.version()))
                    .isEqualTo(digest.equals(manifest.digest())));
            fresh += future.get().existing() ? 0 : 1;
        }
        assertThat(new HashSet<>(versions.values())).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6);
        assertThat(fresh).isEqualTo(CONTENTS);
        assertThat(datasets.versions("flowers")).containsExactly(1, 2, 3, 4, 5, 6);
    }
}
