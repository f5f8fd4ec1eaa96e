package dev.limner.gateway.submissions;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.smallrye.mutiny.infrastructure.Infrastructure;

import dev.limner.jobs.Publisher;

/** How the parts of this package are put together in a running gateway. */
class SubmissionParts {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Produces
    @Singleton
    CommandIds ids(Clock clock) {
        return new CommandIds(clock, new SecureRandom());
    }

    @Produces
    @Singleton
    Submissions submissions(SubmissionTable table, Publisher publisher) {
        Executor workers = Infrastructure.getDefaultWorkerPool();
        return new Submissions(table, publisher, workers, PATIENCE);
    }

    @Produces
    @Singleton
    SubmissionRelay relay(SubmissionTable table, Publisher publisher) {
        return new SubmissionRelay(table, publisher, PATIENCE);
    }
}
