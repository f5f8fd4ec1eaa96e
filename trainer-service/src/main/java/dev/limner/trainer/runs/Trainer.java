package dev.limner.trainer.runs;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import io.quarkus.runtime.StartupEvent;

import dev.limner.contracts.Topics;
import dev.limner.contracts.messages.TrainingEvent;
import dev.limner.jobs.Jobs;
import dev.limner.runtime.KafkaPublisher;
import dev.limner.runtime.Workers;
import dev.limner.store.ObjectStore;

/** Has runs done, one at a time: the engine has one gradient collector in a process. */
@ApplicationScoped
public class Trainer {
    private static final Logger LOG = Logger.getLogger(Trainer.class);
    private static final int ONE = 1;

    private final Workers workers;
    private final RunWork work;
    private final KafkaPublisher publisher;

    Trainer(Workers workers, Jobs jobs, ObjectStore objects, Retention retention, KafkaPublisher publisher,
            @ConfigProperty(name = "limner.device") String device,
            @ConfigProperty(name = "limner.checkpoint-every") Duration checkpointEvery,
            @ConfigProperty(name = "limner.inception-weights") Optional<String> inception) {
        this.workers = workers;
        this.publisher = publisher;
        this.work = new RunWork(new RunWork.Settings(device, checkpointEvery, inception.map(Path::of)), jobs, objects,
                retention, this::send,
                Clock.systemUTC());
    }

    void start(@Observes StartupEvent event) {
        workers.run(Runs.KIND, ONE, work);
    }

    private void send(TrainingEvent.Progressed progress, long epoch) {
        String id = "%s:%d:progress-%d".formatted(progress.job(), epoch, progress.images());
        publisher.publish(Topics.TRAINING_EVENTS, progress.job(), progress, id, epoch, 0).exceptionally(failure -> {
            LOG.debugf(failure, "Progress %s was not sent", id);
            return null;
        });
    }
}
