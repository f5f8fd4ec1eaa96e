package dev.limner.runtime;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

import dev.limner.jobs.Jobs;
import dev.limner.jobs.Relay;

/** Publishes the outbox while the service runs, and once more after its workers have given their jobs back. */
@Singleton
public class RelayLifecycle {
    private final Relay relay;
    private final Dependencies dependencies;
    private boolean begun;
    private boolean ended;

    @Inject
    RelayLifecycle(Jobs jobs, KafkaPublisher publisher, Dependencies dependencies) {
        this.relay = new Relay(jobs, publisher);
        this.dependencies = dependencies;
    }

    void start(@Observes StartupEvent event) {
        dependencies.established().thenRun(this::begin);
    }

    void stop(@Observes @Priority(Order.RELAY) ShutdownEvent event) {
        end();
    }

    private synchronized void begin() {
        if (!ended) {
            begun = true;
            relay.start();
        }
    }

    private synchronized void end() {
        ended = true;
        if (begun) {
            relay.close();
        }
    }
}
