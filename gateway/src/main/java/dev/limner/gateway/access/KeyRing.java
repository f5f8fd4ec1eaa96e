package dev.limner.gateway.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The keys in memory, so that no request waits for the database because of its key. A new key counts within a second,
 * a removed one is refused after five.
 */
@Singleton
public class KeyRing {
    /** The id of the key that the environment gives. */
    public static final String BOOTSTRAP = "bootstrap";
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration UNKNOWN = Duration.ofSeconds(1);

    private final KeyTable table;
    private final Optional<String> bootstrap;
    private final Clock clock;
    private final AtomicReference<CompletableFuture<Loaded>> loading = new AtomicReference<>();
    private volatile Loaded loaded = new Loaded(Map.of(), Instant.EPOCH);

    private record Loaded(Map<KeyHash, ApiKey> keys, Instant at) {}

    /**
     * @param bootstrap the first key: an admin's, stored (as its hash) before any key is looked up
     */
    public KeyRing(KeyTable table, @ConfigProperty(name = "limner.bootstrap.key") Optional<String> bootstrap,
            Clock clock) {
        this.table = table;
        this.bootstrap = bootstrap;
        this.clock = clock;
    }

    /** Whether {@link #find} would answer from memory. */
    public boolean knows(String presented) {
        Loaded now = loaded;
        Duration age = Duration.between(now.at, clock.instant());
        return age.compareTo(now.keys.containsKey(KeyHash.of(presented)) ? FRESH : UNKNOWN) < 0;
    }

    /** The key as its owner presents it, if it is one. May read the database, unless {@link #knows}. */
    public Optional<ApiKey> find(String presented) {
        if (!knows(presented)) {
            load();
        }
        return Optional.ofNullable(loaded.keys.get(KeyHash.of(presented)));
    }

    /** Reads all keys again; the first time the environment's key is stored before. Who comes meanwhile waits along. */
    public void load() {
        CompletableFuture<Loaded> mine = new CompletableFuture<>();
        CompletableFuture<Loaded> first = loading.compareAndExchange(null, mine);
        if (first == null) {
            read(mine);
        }
        try {
            (first == null ? mine : first).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void read(CompletableFuture<Loaded> result) {
        try {
            if (loaded.at.equals(Instant.EPOCH)) {
                bootstrap.ifPresent(key -> table.put(new ApiKey(BOOTSTRAP, BOOTSTRAP, Role.ADMIN, KeyHash.of(key))));
            }
            loaded = new Loaded(table.all().stream().collect(Collectors.toMap(ApiKey::hash, Function.identity())),
                    clock.instant());
            result.complete(loaded);
        } catch (RuntimeException e) {
            result.completeExceptionally(e);
        } finally {
            loading.set(null);
        }
    }
}
