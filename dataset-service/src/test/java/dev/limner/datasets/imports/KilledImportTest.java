package dev.limner.datasets.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import dev.limner.contracts.messages.DatasetCommand.Import;
import dev.limner.contracts.messages.DatasetEvent.VersionPublished;
import dev.limner.contracts.messages.Event;
import dev.limner.datasets.sources.Uploads;
import dev.limner.store.InMemoryObjectStore;

/** An import whose worker dies at any call of the bucket, before or after its effect, ends as if none had. */
class KilledImportTest {
    private static final byte[] PICTURES = Uploads.idxPictures(0, 5_000, 16);
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

    /** A bucket at one call of which the worker dies. */
    private static final class Deadly extends InMemoryObjectStore {
        final AtomicInteger calls = new AtomicInteger();
        final List<String> shards = new ArrayList<>();
        int deadly = -1;

        /** Before a call and again after it. */
        private void pass() {
            if (calls.getAndIncrement() == deadly) {
                throw new IllegalStateException("the worker dies here");
            }
        }

        @Override
        public InputStream open(String key) {
            pass();
            InputStream in = super.open(key);
            pass();
            return in;
        }

        @Override
        public void put(String key, byte[] bytes) {
            if (key.startsWith("staging/")) {
                super.put(key, bytes);
                return;
            }
            pass();
            super.put(key, bytes);
            shards.add(key);
            pass();
        }

        @Override
        public boolean putIfAbsent(String key, byte[] bytes) {
            pass();
            boolean put = super.putIfAbsent(key, bytes);
            pass();
            return put;
        }

        @Override
        public void delete(String key) {
            pass();
            super.delete(key);
            pass();
        }
    }

    @Test
    void shouldLoseAndDoubleNothing() {
        // Given
        Deadly undisturbed = new Deadly();
        VersionPublished expected = run(undisturbed);
        assertThat(undisturbed.calls).hasValueGreaterThan(8);
        for (int call = 0; call < undisturbed.calls.get(); call++) {
            // When
            Deadly objects = new Deadly();
            objects.deadly = call;
            VersionPublished published = run(objects);
            // Then
            assertThat(published.digest()).as("killed at call %d", call).isEqualTo(expected.digest());
            assertThat(published.existing()).isFalse();
            assertThat(objects.list("datasets/")).isEqualTo(undisturbed.list("datasets/"));
            assertThat(objects.list("staging/")).isEmpty();
            assertThat(objects.shards).doesNotHaveDuplicates();
        }
    }

    private VersionPublished run(InMemoryObjectStore objects) {
        RunningService service = new RunningService(postgres, objects, folder.resolve("work")).started();
        VersionPublished published;
        try (service) {
            Import command = service.command("many", service.stage("train-images-idx3-ubyte", PICTURES));
            published = (VersionPublished) service.run(command);
            assertThat(service.events(command.id()).filter(Event.Terminal.class::isInstance)).hasSize(1);
        }
        new StagingSweep(service.jobs, objects).run();
        return published;
    }
}
