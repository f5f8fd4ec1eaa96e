package dev.limner.gateway.submissions;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;

import io.quarkus.runtime.StartupEvent;

/** Runs the {@link SubmissionRelay} every few seconds while the gateway is up. */
@Singleton
class SubmissionRelayThread {
    private static final Logger LOG = Logger.getLogger(SubmissionRelayThread.class);
    private static final long SECONDS = 3;

    private final SubmissionRelay relay;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            task -> new Thread(task, "submission-relay"));
    private String told = "";

    SubmissionRelayThread(SubmissionRelay relay) {
        this.relay = relay;
    }

    void start(@Observes StartupEvent event) {
        thread.scheduleWithFixedDelay(this::sweep, SECONDS, SECONDS, TimeUnit.SECONDS);
        thread.scheduleWithFixedDelay(this::forget, 1, 1, TimeUnit.HOURS);
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }

    private void sweep() {
        try {
            SubmissionRelay.Sweep sweep = relay.publishLeftovers(SubmissionRelay.SETTLED);
            if (sweep.published() > 0) {
                LOG.infof("Published %d submissions that were left unsent", sweep.published());
            }
            tell(sweep.refusal().map(Exception::toString).orElse(""));
        } catch (JdbiException e) {
            tell(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void forget() {
        try {
            relay.forgetOld();
        } catch (JdbiException e) {
            tell(e.getMessage());
        }
    }

    /** Says once what keeps it from working, not every few seconds. */
    private void tell(String trouble) {
        if (!trouble.isEmpty() && told.isEmpty()) {
            LOG.warnf("Submissions wait to be published: %s", trouble);
        }
        told = trouble;
    }
}
