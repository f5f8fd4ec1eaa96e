package dev.limner.runtime;

import java.util.Map;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Whether the service can work: what it needs answers, and no record is held. Kafka's part is SmallRye's own check. */
@Singleton
@org.eclipse.microprofile.health.Readiness
public class Readiness implements HealthCheck {
    private final Dependencies dependencies;
    private final Inbox inbox;

    @Inject
    Readiness(Dependencies dependencies, Inbox inbox) {
        this.dependencies = dependencies;
        this.inbox = inbox;
    }

    @Override
    public HealthCheckResponse call() {
        Map<String, String> away = dependencies.away();
        Map<String, String> held = inbox.held();
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("limner")
                .status(away.isEmpty() && held.isEmpty());
        dependencies.names().forEach(name -> answer.withData(name, away.getOrDefault(name, "there")));
        held.forEach((place, reason) -> answer.withData("held " + place, reason));
        return answer.build();
    }
}
