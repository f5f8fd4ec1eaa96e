package dev.limner.trainer.runs;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

import dev.limner.runtime.Dependencies;
import dev.limner.store.StoreUnavailableException;

/** Has the objects of withdrawn checkpoints deleted, every minute. Several replicas may. */
@ApplicationScoped
public class Sweeper {
    private static final Logger LOG = Logger.getLogger(Sweeper.class);
    private static final long SECONDS = 60;

    private final Retention retention;
    private final Dependencies dependencies;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread sweeper = new Thread(task, "checkpoint-sweeper");
        sweeper.setDaemon(true);
        return sweeper;
    });

    Sweeper(Retention retention, Dependencies dependencies) {
        this.retention = retention;
        this.dependencies = dependencies;
    }

    void start(@Observes StartupEvent event) {
        dependencies.established().thenRun(
                () -> thread.scheduleWithFixedDelay(this::sweep, SECONDS, SECONDS, TimeUnit.SECONDS));
    }

    void stop(@Observes ShutdownEvent event) {
        thread.shutdown();
    }

    private void sweep() {
        try {
            retention.sweep();
        } catch (StoreUnavailableException | JdbiException e) {
            LOG.warnf("Withdrawn checkpoints are deleted later: %s", e.getMessage());
        }
    }
}
