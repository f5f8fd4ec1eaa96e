package dev.limner.system;

import java.nio.file.Path;
import java.util.Optional;

import dev.limner.cli.stack.servers.Servers;

/**
 * The one place from which the system tests take Kafka, PostgreSQL and S3: {@code -Dlimner.test.servers=embedded} (the
 * stack's own, unless told otherwise), {@code external} or {@code containers} ({@code -Pcontainers}).
 */
final class TestServers {
    private TestServers() {}

    /**
     * What is wished for; empty for the stack's own.
     *
     * @param folder of their data and logs
     */
    static Optional<Servers> wished(Path folder) {
        String wish = System.getProperty("limner.test.servers", "embedded");
        return switch (wish) {
            case "embedded" -> Optional.empty();
            case "external" -> Optional.of(new ExternalServers(folder));
            case "containers" -> Optional.of(new ContainerServers());
            default -> throw new IllegalArgumentException(
                    "limner.test.servers is '%s': embedded, external or containers".formatted(wish));
        };
    }
}
