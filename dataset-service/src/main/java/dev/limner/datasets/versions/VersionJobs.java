package dev.limner.datasets.versions;

import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

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

/** Has the jobs on versions done while the service runs, one of a kind at a time. */
@ApplicationScoped
class VersionJobs {
    private static final Logger LOG = Logger.getLogger(VersionJobs.class);
    private static final int MINUTES_BETWEEN_SWEEPS = 5;

    private final Workers workers;
    private final Jobs jobs;
    private final ObjectStore objects;
    private final KafkaPublisher publisher;
    private final Dependencies dependencies;
    private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "limner-deleted-sweep");
        thread.setDaemon(true);
        return thread;
    });

    VersionJobs(Workers workers, Jobs jobs, ObjectStore objects, KafkaPublisher publisher, Dependencies dependencies) {
        this.workers = workers;
        this.jobs = jobs;
        this.objects = objects;
        this.publisher = publisher;
        this.dependencies = dependencies;
    }

    void start(@Observes StartupEvent event) {
        Clock clock = Clock.systemUTC();
        workers.run(SelectHandler.KIND, 1, new SelectHandler(objects, clock, this::tell));
        workers.run(AugmentHandler.KIND, 1, new AugmentHandler(jobs, objects, clock, this::tell));
        workers.run(DeleteHandler.KIND, 1, new DeleteHandler(objects, clock, this::tell));
        dependencies.established().thenRun(() -> sweeper.scheduleWithFixedDelay(
                new DeletedSweep(jobs, objects, clock), 0, MINUTES_BETWEEN_SWEEPS, TimeUnit.MINUTES));
    }

    void stop(@Observes ShutdownEvent event) {
        sweeper.shutdownNow();
    }

    private void tell(Job job, Progressed progressed) {
        String eventId = "%s:%d:%s-%d".formatted(job.id(), job.epoch(), progressed.stage(), progressed.done());
        publisher.publish(Topics.DATASET_EVENTS, job.subject(), progressed, eventId, job.epoch(), 0)
                .whenComplete((sent, failure) -> {
                    if (failure != null) {
                        LOG.debugf(failure, "progress of the %s %s was not sent", job.kind(), job.id());
                    }
                });
    }
}
