package dev.limner.datasets.imports;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

import dev.limner.contracts.Topics;
import dev.limner.contracts.messages.DatasetEvent.Progressed;
import dev.limner.jobs.Job;
import dev.limner.jobs.Jobs;
import dev.limner.runtime.Dependencies;
import dev.limner.runtime.KafkaPublisher;
import dev.limner.runtime.Workers;
import dev.limner.store.ObjectStore;

/** Has imports done while the service runs. */
@ApplicationScoped
class Imports {
    private static final Logger LOG = Logger.getLogger(Imports.class);
    private static final int AFTER_WORKERS = 1000;
    private final Workers workers;
    private final Jobs jobs;
    private final ObjectStore objects;
    private final KafkaPublisher publisher;
    private final Dependencies dependencies;
    private final Path root;
    private final int atOnce;
    private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "limner-staging-sweep");
        thread.setDaemon(true);
        return thread;
    });
    private WorkFolder work;

    Imports(Workers workers, Jobs jobs, ObjectStore objects, KafkaPublisher publisher, Dependencies dependencies,
            @ConfigProperty(name = "limner.imports.folder") Path root,
            @ConfigProperty(name = "limner.imports.at-once") int atOnce) {
        this.workers = workers;
        this.jobs = jobs;
        this.objects = objects;
        this.publisher = publisher;
        this.dependencies = dependencies;
        this.root = root;
        this.atOnce = atOnce;
    }

    void start(@Observes StartupEvent event) {
        work = new WorkFolder(root);
        workers.run(ImportHandler.KIND, atOnce, new ImportHandler(objects, work, Clock.systemUTC(), this::tell));
        dependencies.established().thenRun(() -> sweeper.scheduleWithFixedDelay(new StagingSweep(jobs, objects), 0, 1,
                TimeUnit.HOURS));
    }

    void stop(@Observes @Priority(AFTER_WORKERS) ShutdownEvent event) throws IOException {
        sweeper.shutdownNow();
        work.close();
    }

    private void tell(Job job, Progressed progressed) {
        String eventId = "%s:%d:%s-%d".formatted(job.id(), job.epoch(), progressed.stage(), progressed.done());
        publisher.publish(Topics.DATASET_EVENTS, job.subject(), progressed, eventId, job.epoch(), 0)
                .whenComplete((sent, failure) -> {
                    if (failure != null) {
                        LOG.debugf(failure, "progress of the import %s was not sent", job.id());
                    }
                });
    }
}
