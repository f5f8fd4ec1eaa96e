package dev.limner.trainer.runs;

import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkus.runtime.StartupEvent;

import dev.limner.models.engine.Torch;

/** Sets the engine's threads before its first use, which may be the first command: it is asked for its devices. */
@ApplicationScoped
public class EngineThreads {
    /** Ahead of the channels; nothing that a channel is injected into may begin as early. */
    private static final int EARLY = 100;

    private final Optional<Integer> threads;

    EngineThreads(@ConfigProperty(name = "limner.threads") Optional<Integer> threads) {
        this.threads = threads;
    }

    void start(@Observes @Priority(EARLY) StartupEvent event) {
        threads.ifPresent(Torch::threads);
    }
}
