package dev.limner.cli.stack.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineCacheTest {
    @TempDir
    Path root;

    @Test
    void shouldUnpackNothingWhereTheProgramsHaveNoEngine() {
        assertThat(cache().missing()).isEmpty();
    }

    @Test
    void shouldSeeWhatIsUnpackedAndWhatIsNot() throws Exception {
        // Given
        make("trainer-service/target/quarkus-app/lib/main/ai.djl.pytorch.pytorch-jni-2.7.1-0.36.0.jar");
        make("trainer-service/target/quarkus-app/lib/main/ai.djl.pytorch.pytorch-native-cpu-2.7.1-linux-x86_64.jar");

        // Then
        assertThat(cache().missing()).contains(root.resolve("cache/pytorch"));
        make("cache/pytorch/2.7.1-20250812-cpu-linux-x86_64/" + System.mapLibraryName("torch_cpu"));
        assertThat(cache().missing()).isPresent();
        make("cache/pytorch/2.7.1-20250812-cpu-linux-x86_64/0.36.0-" + System.mapLibraryName("djl_torch"));
        assertThat(cache().missing()).isEmpty();
    }

    private EngineCache cache() {
        return new EngineCache(root, Map.of("DJL_CACHE_DIR", root.resolve("cache").toString()),
                root.resolve("engine.log"));
    }

    private void make(String file) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.createFile(path);
    }
}
