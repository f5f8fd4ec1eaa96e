package dev.limner.generator.registry;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** A new generator is ready only when it has the whole registry. */
@Singleton
@Readiness
public class RegistryReadiness implements HealthCheck {
    private final RegistryFollower follower;

    RegistryReadiness(RegistryFollower follower) {
        this.follower = follower;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("registry").status(follower.caughtUp().isDone()).build();
    }
}
