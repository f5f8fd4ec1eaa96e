package dev.limner.trainer.runs;

import java.time.Duration;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.limner.jobs.Jobs;
import dev.limner.store.ObjectStore;

/** What the beans of this package share, by the service's configuration. */
final class RunBeans {
    @Produces
    @Singleton
    Retention retention(Jobs jobs, ObjectStore objects,
            @ConfigProperty(name = "limner.keep-checkpoints") int newest,
            @ConfigProperty(name = "limner.withdrawn-kept") Duration grace) {
        return new Retention(jobs, objects, new Retention.Settings(newest, grace));
    }
}
