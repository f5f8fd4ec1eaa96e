package dev.limner.datasets.versions;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import javax.sql.DataSource;

import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import dev.limner.contracts.Topics;
import dev.limner.contracts.messages.CloudEvents;
import dev.limner.contracts.messages.Colour;
import dev.limner.contracts.messages.Command;
import dev.limner.contracts.messages.DatasetEvent;
import dev.limner.contracts.messages.Event;
import dev.limner.contracts.messages.GenerationCommand;
import dev.limner.contracts.messages.Json;
import dev.limner.contracts.messages.MessageType;
import dev.limner.contracts.names.DatasetReference;
import dev.limner.images.DrawnSet;
import dev.limner.jobs.JobHandler;
import dev.limner.jobs.JobWorker;
import dev.limner.jobs.Jobs;
import dev.limner.jobs.OutboxMessage;
import dev.limner.jobs.Relay;
import dev.limner.jobs.Timing;
import dev.limner.store.InMemoryObjectStore;
import dev.limner.store.datasets.DatasetManifest;
import dev.limner.store.datasets.DatasetStore;
import dev.limner.store.datasets.Draft;
import dev.limner.store.datasets.Split;

/** The jobs on versions put together as they run, without Quarkus and Kafka: real PostgreSQL, a bucket in memory. */
final class RunningVersions implements AutoCloseable {
    private static final Timing QUICK = new Timing(Duration.ofSeconds(2), Duration.ofMillis(500),
            Duration.ofMillis(100), Duration.ofMillis(50), Duration.ofMillis(200), 3, Duration.ofSeconds(10),
            Duration.ofSeconds(5), Duration.ofDays(1), Duration.ofDays(1));

    final InMemoryObjectStore objects = new InMemoryObjectStore();
    final DatasetStore store = new DatasetStore(objects);
    final Jobs jobs;
    final VersionCommands commands;
    private final List<OutboxMessage> published = Collections.synchronizedList(new ArrayList<>());
    private final List<JobWorker> workers = new ArrayList<>();
    private final Relay relay;

    RunningVersions(EmbeddedPostgres postgres) {
        String schema = "dataset_" + UUID.randomUUID().toString().replace("-", "");
        Jobs.migrate(postgres.getPostgresDatabase(), schema);
        Flyway.configure().dataSource(postgres.getPostgresDatabase()).schemas(schema)
                .locations("classpath:db/migration").table("service_history").baselineOnMigrate(true)
                .baselineVersion("0").load().migrate();
        DataSource source = postgres.getDatabase("postgres", "postgres", Map.of("currentSchema", schema));
        this.jobs = new Jobs(source, "limner/dataset-service", Clock.systemUTC(), QUICK);
        this.commands = new VersionCommands(jobs);
        this.relay = new Relay(jobs, message -> {
            published.add(message);
            return CompletableFuture.completedFuture(null);
        });
        relay.start();
        work(SelectHandler.KIND, new SelectHandler(objects, Clock.systemUTC(), (job, event) -> {}));
        work(AugmentHandler.KIND, new AugmentHandler(jobs, objects, Clock.systemUTC(), (job, event) -> {}));
        work(DeleteHandler.KIND, new DeleteHandler(objects, Clock.systemUTC(), (job, event) -> {}));
    }

    /** Sends a command and waits for the event that ends its job. */
    DatasetEvent run(Command command) {
        commands.take((Record) command);
        return ended(command.id());
    }

    DatasetEvent ended(String job) {
        return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20))
                .until(() -> sent(Topics.DATASET_EVENTS).stream().map(DatasetEvent.class::cast)
                        .filter(event -> event.job().equals(job) && event instanceof Event.Terminal).findFirst(),
                        Optional::isPresent)
                .get();
    }

    /** What was asked of generators so far. */
    List<GenerationCommand> requests() {
        return sent(Topics.GENERATION_REQUESTS).stream().map(GenerationCommand.class::cast).toList();
    }

    /** A generator's event comes in. */
    void hear(Record event) {
        var body = Json.MAPPER.<ObjectNode>valueToTree(event);
        body.put("type", MessageType.of(event).name()).put("id", UUID.randomUUID().toString());
        AwaitedResults.take(jobs, CloudEvents.read(Map.of(), Json.write(body)));
    }

    /** A version of drawn pictures, every fifth held out. */
    DatasetManifest drawn(String dataset, int count) {
        try (Draft draft = store.draft(28, 28, Colour.GREY, DrawnSet.CLASSES)) {
            for (int i = 0; i < count; i++) {
                draft.add(DrawnSet.picture(i % 10, 3, i).pixels(), i % 10, i % 50 < 10 ? Split.HELD_OUT : Split.TRAIN);
            }
            return store.publish(dataset, draft.seal(), Json.MAPPER.createObjectNode(),
                    Json.MAPPER.createObjectNode(), stored -> {}).manifest();
        }
    }

    DatasetManifest manifest(String reference) {
        return store.manifest(DatasetReference.parse(reference));
    }

    private List<Record> sent(String topic) {
        return List.copyOf(published).stream().filter(message -> message.topic().equals(topic))
                .map(RunningVersions::message).toList();
    }

    private static Record message(OutboxMessage message) {
        return Json.read(message.value(), MessageType.named(message.headers().get("ce_type")).orElseThrow().form());
    }

    private void work(String kind, JobHandler handler) {
        JobWorker worker = new JobWorker(jobs, kind, "worker", 1, handler);
        workers.add(worker);
        worker.start();
    }

    @Override
    public void close() {
        workers.forEach(JobWorker::close);
        relay.close();
    }
}
