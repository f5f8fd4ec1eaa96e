package dev.limner.datasets.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import dev.limner.contracts.messages.CloudEvents;
import dev.limner.contracts.messages.ColourChoice;
import dev.limner.contracts.messages.DatasetCommand.Cancel;
import dev.limner.contracts.messages.DatasetCommand.Import;
import dev.limner.contracts.messages.DatasetCommand.StagedFile;
import dev.limner.contracts.messages.DatasetEvent;
import dev.limner.contracts.messages.DatasetEvent.Progressed;
import dev.limner.contracts.messages.Event;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.messages.MessageType;
import dev.limner.contracts.messages.TargetSize;
import dev.limner.contracts.names.DatasetReference;
import dev.limner.jobs.JobWorker;
import dev.limner.jobs.Jobs;
import dev.limner.jobs.OutboxMessage;
import dev.limner.jobs.Relay;
import dev.limner.jobs.Timing;
import dev.limner.store.InMemoryObjectStore;
import dev.limner.store.datasets.DatasetManifest;
import dev.limner.store.datasets.DatasetStore;

/** The service's parts put together as they run, without Quarkus and Kafka: real PostgreSQL, a bucket in memory. */
final class RunningService implements AutoCloseable {
    private static final Timing QUICK = new Timing(Duration.ofSeconds(2), Duration.ofMillis(500),
            Duration.ofMillis(100), Duration.ofMillis(50), Duration.ofMillis(200), 3, Duration.ofSeconds(10),
            Duration.ofSeconds(5), Duration.ofDays(1), Duration.ofDays(1));

    final InMemoryObjectStore objects;
    final Jobs jobs;
    final WorkFolder work;
    final ImportHandler handler;
    final Submissions submissions;
    final List<Progressed> progress = Collections.synchronizedList(new ArrayList<>());
    private final List<OutboxMessage> published = Collections.synchronizedList(new ArrayList<>());
    private final Relay relay;
    private final List<JobWorker> workers = new ArrayList<>();

    RunningService(EmbeddedPostgres postgres, InMemoryObjectStore objects, Path root) {
        this.objects = objects;
        String schema = "dataset_" + UUID.randomUUID().toString().replace("-", "");
        Jobs.migrate(postgres.getPostgresDatabase(), schema);
        this.jobs = new Jobs(postgres.getDatabase("postgres", "postgres", Map.of("currentSchema", schema)),
                "limner/dataset-service", Clock.systemUTC(), QUICK);
        this.work = new WorkFolder(root);
        this.handler = new ImportHandler(objects, work, Clock.systemUTC(), (job, event) -> progress.add(event));
        this.submissions = new Submissions(jobs, new Staging(objects));
        this.relay = new Relay(jobs, message -> {
            published.add(message);
            return CompletableFuture.completedFuture(null);
        });
        relay.start();
    }

    /** Begins to work on what was submitted. */
    RunningService started() {
        JobWorker worker = new JobWorker(jobs, ImportHandler.KIND, "worker-" + workers.size(), 1, handler);
        workers.add(worker);
        worker.start();
        return this;
    }

    /** Puts a file into the staging folder. */
    StagedFile stage(String name, byte[] content) {
        StagedFile file = new StagedFile(name, "staging/" + UUID.randomUUID());
        objects.put(file.key(), content);
        return file;
    }

    Import command(String dataset, StagedFile... files) {
        return command(dataset, null, null, files);
    }

    Import command(String dataset, TargetSize size, ColourChoice colour, StagedFile... files) {
        return new Import(UUID.randomUUID().toString(), dataset, List.of(files), size, null, colour, null);
    }

    /** Sends a command as plain JSON, as any producer may. */
    void send(Record command) {
        ObjectNode body = Json.MAPPER.valueToTree(command);
        body.put("type", MessageType.of(command).name());
        submissions.take(CloudEvents.read(Map.of(), Json.write(body)));
    }

    void cancel(String job) {
        send(new Cancel(UUID.randomUUID().toString(), job));
    }

    /** Waits for the job's end, and returns the event that tells of it. */
    DatasetEvent ended(String job) {
        return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20))
                .until(() -> events(job).filter(Event.Terminal.class::isInstance).findFirst(),
                        Optional::isPresent)
                .get();
    }

    /** Sends an import and waits for its end. */
    DatasetEvent run(Import command) {
        send(command);
        return ended(command.id());
    }

    /** The job's events so far, in the order in which they were published. */
    Stream<DatasetEvent> events(String job) {
        return List.copyOf(published).stream()
                .map(message -> (DatasetEvent) Json.read(message.value(),
                        MessageType.named(message.headers().get("ce_type")).orElseThrow().form()))
                .filter(event -> event.job().equals(job));
    }

    DatasetStore store() {
        return new DatasetStore(objects);
    }

    DatasetManifest manifest(String reference) {
        return store().manifest(DatasetReference.parse(reference));
    }

    @Override
    public void close() {
        workers.forEach(JobWorker::close);
        relay.close();
        try {
            work.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
