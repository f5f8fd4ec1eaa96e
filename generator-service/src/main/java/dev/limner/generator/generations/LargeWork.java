package dev.limner.generator.generations;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkus.runtime.StartupEvent;

import dev.limner.generator.serving.Models;
import dev.limner.jobs.Jobs;
import dev.limner.runtime.Workers;
import dev.limner.store.ObjectStore;

/** Has generations with a row done, a few at once. */
@ApplicationScoped
public class LargeWork {
    private final Workers workers;
    private final LargeGenerations generations;
    private final int atOnce;

    LargeWork(Workers workers, Jobs jobs, Models models, ObjectStore objects, KafkaResults results,
            @ConfigProperty(name = "quarkus.application.version") String limner,
            @ConfigProperty(name = "limner.large-generations-at-once") int atOnce) {
        this.workers = workers;
        this.generations = new LargeGenerations(jobs, models, objects, results, limner, Clock.systemUTC());
        this.atOnce = atOnce;
    }

    void start(@Observes StartupEvent event) {
        workers.run(Generations.KIND, atOnce, generations);
    }
}
