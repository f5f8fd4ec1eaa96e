package dev.limner.runtime;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.StartupEvent;

/**
 * The servers that this service needs. It starts without them and waits, saying once what it waits for: readiness is
 * down meanwhile, liveness is up.
 */
@Singleton
@Startup
public class Dependencies {
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final List<DependencyWatch> watches;

    @Inject
    Dependencies(Database database, Bucket bucket, Broker broker) {
        this(List.of(database, bucket, broker), INTERVAL);
    }

    Dependencies(List<Dependency> dependencies, Duration interval) {
        this.watches = dependencies.stream().map(dependency -> new DependencyWatch(dependency, interval)).toList();
    }

    void start(@Observes @Priority(Order.FIRST) StartupEvent event) {
        watches.forEach(DependencyWatch::start);
    }

    void stop(@Observes @Priority(Order.LAST) ShutdownEvent event) {
        watches.forEach(DependencyWatch::close);
    }

    /** Completes once all of them have been usable: the tables are there, so is the bucket. */
    public CompletionStage<Void> established() {
        return CompletableFuture.allOf(watches.stream().map(DependencyWatch::established)
                .map(CompletionStage::toCompletableFuture).toArray(CompletableFuture[]::new));
    }

    /** What is away now, by name, each with the reason; empty where everything answers. */
    public Map<String, String> away() {
        Map<String, String> away = new LinkedHashMap<>();
        watches.forEach(watch -> watch.problem().ifPresent(problem -> away.put(watch.name(), problem)));
        return away;
    }

    /** The names of all of them. */
    List<String> names() {
        return watches.stream().map(DependencyWatch::name).toList();
    }
}
