package dev.limner.gateway.uploads;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;

import io.quarkus.runtime.StartupEvent;

import dev.limner.store.StoreUnavailableException;

/** Collects old uploads every hour while the gateway is up. */
@Singleton
class UploadSweep {
    private static final Logger LOG = Logger.getLogger(UploadSweep.class);

    private final Uploads uploads;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            task -> new Thread(task, "upload-sweep"));

    UploadSweep(Uploads uploads) {
        this.uploads = uploads;
    }

    void start(@Observes StartupEvent event) {
        thread.scheduleWithFixedDelay(this::sweep, 1, 60, TimeUnit.MINUTES);
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }

    /** What is away now is swept the next time. */
    private void sweep() {
        try {
            uploads.sweep();
        } catch (JdbiException | StoreUnavailableException e) {
            LOG.warnf("Old uploads could not be collected: %s", e.getMessage());
        }
    }
}
