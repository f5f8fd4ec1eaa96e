package dev.limner.gateway;

import java.time.Clock;

import javax.sql.DataSource;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Application;

import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.jdbi.v3.core.Jdbi;

import io.smallrye.mutiny.infrastructure.Infrastructure;

import dev.limner.gateway.generations.Waiters;
import dev.limner.gateway.jobs.JobProjection;

/** What the gateway's parts share, and what its API says of itself. */
@OpenAPIDefinition(info = @Info(title = "Limner", version = "1", description = "Trains image generators on your own pictures and serves them. Commands answer 202 with the job "
        + "once they are durable; repeat one with the same Idempotency-Key and it is the same job. Every error "
        + "is application/problem+json (RFC 9457) with a stable type. Lists have ?limit= and ?cursor=."), security = @SecurityRequirement(name = "key"))
@SecurityScheme(securitySchemeName = "key", type = SecuritySchemeType.HTTP, scheme = "bearer", description = "An API key; roles: viewer, user, trainer, admin")
public class Parts extends Application {

    @Produces
    @Singleton
    Jdbi jdbi(DataSource dataSource) {
        return Jdbi.create(dataSource);
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Waiters waiters(JobProjection jobs) {
        return new Waiters(jobs, Infrastructure.getDefaultWorkerPool());
    }
}
