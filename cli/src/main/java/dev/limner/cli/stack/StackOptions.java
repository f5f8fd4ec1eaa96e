package dev.limner.cli.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import dev.limner.cli.stack.servers.Servers;
import dev.limner.cli.stack.services.Service;

/**
 * What a stack is made of.
 *
 * @param root      the folder of the programs: each service lies under {@code <root>/<service>/target/quarkus-app}
 * @param state     the folder of everything that survives: logs, ports, secrets, Kafka's, PostgreSQL's and S3's data
 * @param cache     where PostgreSQL's programs are unpacked, shared by every stack of this root
 * @param port      the gateway's port, 1 to 65535; 0 for the one remembered, else 8080, else the next that is free
 * @param services  the services to start; the servers are always started
 * @param threads   the engine's threads in trainer and generator, 1 and up
 * @param patience  how long one server or service may take to be ready
 * @param servers   the servers to use, which the stack starts and stops; its own where empty
 * @param progress  is told what is ready and what is slow, one line each; called from several threads
 */
public record StackOptions(Path root, Path state, Path cache, int port, Set<Service> services, int threads,
        Duration patience, Optional<Servers> servers, Consumer<String> progress) {
    private static final int LARGEST_PORT = 65_535;

    public StackOptions {
        root = root.toAbsolutePath().normalize();
        state = state.toAbsolutePath().normalize();
        cache = cache.toAbsolutePath().normalize();
        services = Set.copyOf(services);
        if (port < 0 || port > LARGEST_PORT) {
            throw new IllegalArgumentException("port %d is outside 1 to %d".formatted(port, LARGEST_PORT));
        }
        if (threads < 1) {
            throw new IllegalArgumentException("%d threads: at least 1".formatted(threads));
        }
    }

    /** Everything, on all processors, silently. */
    public static StackOptions of(Path root, Path state) {
        return new StackOptions(root, state, root.resolve(".limner/cache"), 0, EnumSet.allOf(Service.class),
                Runtime.getRuntime().availableProcessors(), Duration.ofMinutes(2), Optional.empty(), line -> {});
    }

    public StackOptions withPort(int wished) {
        return new StackOptions(root, state, cache, wished, services, threads, patience, servers, progress);
    }

    public StackOptions withServices(Set<Service> wished) {
        return new StackOptions(root, state, cache, port, wished, threads, patience, servers, progress);
    }

    public StackOptions withThreads(int wished) {
        return new StackOptions(root, state, cache, port, services, wished, patience, servers, progress);
    }

    public StackOptions withCache(Path folder) {
        return new StackOptions(root, state, folder, port, services, threads, patience, servers, progress);
    }

    public StackOptions withProgress(Consumer<String> listener) {
        return new StackOptions(root, state, cache, port, services, threads, patience, servers, listener);
    }

    public StackOptions withServers(Servers others) {
        return new StackOptions(root, state, cache, port, services, threads, patience, Optional.of(others), progress);
    }
}
