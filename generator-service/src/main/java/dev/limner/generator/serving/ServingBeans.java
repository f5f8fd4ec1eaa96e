package dev.limner.generator.serving;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.MemorySize;

import dev.limner.generator.registry.Registry;
import dev.limner.generator.registry.RegistryConsumers;
import dev.limner.generator.registry.RegistryFollower;
import dev.limner.models.engine.Torch;
import dev.limner.store.ObjectStore;
import dev.limner.store.checkpoints.CheckpointStore;

/** Puts registry, follower and models together, and begins to follow when the service starts. */
@Singleton
public class ServingBeans {
    private static final Logger LOG = Logger.getLogger(ServingBeans.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Samplers samplers;
    private final RegistryFollower follower;
    private final Models models;
    private final int threads;
    private final ExecutorService warmer = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "limner-warmer");
        thread.setDaemon(true);
        return thread;
    });

    ServingBeans(RegistryConsumers consumers, ObjectStore objects,
            @ConfigProperty(name = "limner.device") String device,
            @ConfigProperty(name = "limner.models-memory") MemorySize memory,
            @ConfigProperty(name = "limner.threads") int threads) {
        Registry registry = new Registry();
        this.threads = threads;
        this.samplers = new Samplers(new StoredModelLoader(new CheckpointStore(objects), device),
                memory.asLongValue());
        Serving serving = new Serving(registry, samplers, warmer, Clock.systemUTC());
        this.follower = new RegistryFollower(consumers, registry, serving::changed);
        this.models = new KnownModels(registry, follower, serving, PATIENCE);
    }

    void start(@Observes StartupEvent event) {
        Torch.threads(threads);
        follower.start();
        follower.caughtUp().thenRunAsync(ServingBeans::startEngine, warmer);
    }

    /** So that the first request need not wait for it. */
    private static void startEngine() {
        LOG.infof("The engine runs with %d threads", Torch.threads());
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        follower.close();
        warmer.shutdown();
        samplers.close();
    }

    @Produces
    @Singleton
    RegistryFollower follower() {
        return follower;
    }

    @Produces
    @Singleton
    Models models() {
        return models;
    }
}
