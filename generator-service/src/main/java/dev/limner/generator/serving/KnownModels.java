package dev.limner.generator.serving;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.limner.contracts.names.ModelReference;
import dev.limner.generator.registry.Registry;
import dev.limner.generator.registry.RegistryFollower;

/**
 * Serves models once the whole registry has been read. No request is refused merely because the follower is behind: for a
 * model that is not known, everything is read first that is on the topic now.
 */
public final class KnownModels implements Models {
    private final Registry registry;
    private final RegistryFollower follower;
    private final Serving serving;
    private final Duration patience;

    /**
     * @param patience how long a request waits for the registry before it is put off
     */
    public KnownModels(Registry registry, RegistryFollower follower, Serving serving, Duration patience) {
        this.registry = registry;
        this.follower = follower;
        this.serving = serving;
        this.patience = patience;
    }

    @Override
    public Samplers.Lease lease(ModelReference reference) {
        await(follower.caughtUp());
        if (registry.find(reference).isEmpty()) {
            await(follower.upToNow());
        }
        return serving.lease(reference);
    }

    private void await(CompletionStage<Void> read) {
        try {
            read.toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the registry has not been read to its end in " + patience, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the registry cannot be read", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the registry", e);
        }
    }
}
