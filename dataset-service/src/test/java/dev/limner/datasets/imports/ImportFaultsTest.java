package dev.limner.datasets.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import dev.limner.contracts.messages.DatasetCommand.Import;
import dev.limner.contracts.messages.DatasetCommand.StagedFile;
import dev.limner.contracts.messages.DatasetEvent.Cancelled;
import dev.limner.contracts.messages.DatasetEvent.VersionPublished;
import dev.limner.contracts.messages.Event;
import dev.limner.datasets.sources.Uploads;
import dev.limner.jobs.Claim;
import dev.limner.jobs.JobState;
import dev.limner.store.InMemoryObjectStore;
import dev.limner.store.StoreUnavailableException;

/** An import has one end, and nothing of it is half visible, whoever dies while it is done. */
class ImportFaultsTest {
    private static final Duration SOON = Duration.ofSeconds(20);
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

    /** A bucket from which a staged file never ends to come. */
    private static final class EndlessStore extends InMemoryObjectStore {
        final CountDownLatch opened = new CountDownLatch(1);

        @Override
        public InputStream open(String key) {
            opened.countDown();
            return new InputStream() {
                @Override
                public int read() {
                    LockSupport.parkNanos(1_000_000);
                    return 0;
                }

                @Override
                public int read(byte[] target, int offset, int length) {
                    target[offset] = (byte) read();
                    return 1;
                }
            };
        }
    }

    @Test
    void shouldEndARunningImportWhenItIsCancelled() throws Exception {
        // Given
        EndlessStore objects = new EndlessStore();
        try (RunningService service = service(objects).started()) {
            Import command = service.command("flowers", service.stage("flowers.zip", new byte[0]));
            service.send(command);
            objects.opened.await();
            // When
            service.cancel(command.id());
            // Then
            assertThat(service.ended(command.id())).isInstanceOf(Cancelled.class);
            Awaitility.await().atMost(SOON).until(() -> objects.keys().isEmpty());
        }
    }

    @Test
    void shouldGiveTheImportBackWhenTheServiceStops() throws Exception {
        // Given
        EndlessStore objects = new EndlessStore();
        RunningService service = service(objects).started();
        Import command = service.command("flowers", service.stage("flowers.zip", new byte[0]));
        service.send(command);
        objects.opened.await();
        // When
        service.close();
        // Then
        assertThat(service.jobs.find(command.id()).orElseThrow().state()).isEqualTo(JobState.ACCEPTED);
        assertThat(objects.keys()).hasSize(1);
    }

    @Test
    void shouldHonourACancelThatComesFirst() {
        try (RunningService service = service(new InMemoryObjectStore()).started()) {
            // Given
            Import command = service.command("flowers", service.stage("rose/1.png", Uploads.png(1, 16)));
            service.cancel(command.id());
            // When
            service.send(command);
            // Then
            assertThat(service.ended(command.id())).isInstanceOf(Cancelled.class);
            new StagingSweep(service.jobs, service.objects).run();
            assertThat(service.objects.keys()).isEmpty();
        }
    }

    @Test
    void shouldRemoveStagedFilesOfAnImportCancelledBeforeItBegan() {
        try (RunningService service = service(new InMemoryObjectStore())) {
            // Given
            Import command = service.command("flowers", service.stage("rose/1.png", Uploads.png(1, 16)));
            StagedFile others = service.stage("rose/2.png", Uploads.png(2, 16));
            service.send(command);
            // When
            service.cancel(command.id());
            // Then
            assertThat(service.ended(command.id())).isInstanceOf(Cancelled.class);
            new StagingSweep(service.jobs, service.objects).run();
            assertThat(service.objects.keys()).containsExactly(others.key());
        }
    }

    @Test
    void shouldFindTheVersionThatADeadWorkerWroteAndCallItItsOwn() {
        // Given
        AtomicInteger manifests = new AtomicInteger();
        InMemoryObjectStore objects = new InMemoryObjectStore() {
            @Override
            public boolean putIfAbsent(String key, byte[] bytes) {
                super.putIfAbsent(key, bytes);
                if (manifests.incrementAndGet() == 1) {
                    throw new IllegalStateException("the worker dies here");
                }
                return true;
            }
        };
        try (RunningService service = service(objects).started()) {
            // When
            VersionPublished published = (VersionPublished) service
                    .run(service.command("flowers", service.stage("rose/1.png", Uploads.png(1, 16))));
            // Then
            assertThat(published.existing()).isFalse();
            assertThat(published.version()).isEqualTo(1);
            assertThat(service.store().versions("flowers")).containsExactly(1);
            assertThat(service.events(published.job()).filter(Event.Terminal.class::isInstance)).hasSize(1);
        }
    }

    @Test
    void shouldChangeNothingOnceAnotherClaimHasTheImport() throws IOException {
        try (RunningService service = service(new InMemoryObjectStore())) {
            // Given
            Import command = service.command("flowers", service.stage("rose/1.png", Uploads.png(1, 16)));
            service.send(command);
            Claim stale = service.jobs.claim(ImportHandler.KIND, "one that hangs").orElseThrow();
            service.started();
            VersionPublished published = (VersionPublished) service.ended(command.id());
            service.objects.put(command.files().get(0).key(), Uploads.png(2, 16));
            // When
            service.handler.run(stale);
            // Then
            assertThat(stale.lost()).isTrue();
            assertThat(service.store().versions("flowers")).containsExactly(1);
            assertThat(published.existing()).isFalse();
            assertThat(service.events(command.id()).filter(Event.Terminal.class::isInstance))
                    .containsExactly(published);
            assertThat(service.jobs.find(command.id()).orElseThrow().epoch()).isEqualTo(2);
        }
    }

    @Test
    void shouldWaitForABucketThatIsAway() {
        // Given
        AtomicInteger refusals = new AtomicInteger(2);
        InMemoryObjectStore objects = new InMemoryObjectStore() {
            @Override
            public InputStream open(String key) {
                if (refusals.getAndDecrement() > 0) {
                    throw new StoreUnavailableException("the bucket is away", null);
                }
                return super.open(key);
            }
        };
        try (RunningService service = service(objects).started()) {
            Import command = service.command("flowers", service.stage("rose/1.png", Uploads.png(1, 16)));
            // When
            Object ended = service.run(command);
            // Then
            assertThat(ended).isInstanceOf(VersionPublished.class);
            assertThat(service.jobs.find(command.id()).orElseThrow().epoch()).isEqualTo(1);
        }
    }

    private RunningService service(InMemoryObjectStore objects) {
        return new RunningService(postgres, objects, folder.resolve("work"));
    }
}
