package dev.limner.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.stream.Stream;

import dev.limner.cli.stack.Endpoints;
import dev.limner.cli.stack.servers.Server;
import dev.limner.cli.stack.servers.Servers;

/**
 * Real servers as processes of this machine, on loopback: Debian's PostgreSQL, Kafka, and the S3 server that
 * {@code LIMNER_TEST_S3} names, started and stopped by {@code system-tests/servers}.
 */
final class ExternalServers implements Servers {
    /** As the script has them. */
    private static final Prepared PREPARED = new Prepared("127.0.0.1:29092",
            new Endpoints.Database("jdbc:postgresql://127.0.0.1:25432/limner", "postgres", "limner-test-superuser"),
            new Endpoints.S3(URI.create("http://127.0.0.1:29000"), "limner-test", "limner-test-secret", "limner",
                    "us-east-1"));

    private final Scripted kafka;
    private final Scripted postgresql;
    private final Scripted s3;

    /** @param folder of their data and logs */
    ExternalServers(Path folder) {
        kafka = new Scripted("kafka", 29_092, folder);
        postgresql = new Scripted("postgresql", 25_432, folder);
        s3 = new Scripted("s3", 29_000, folder);
        script("install");
    }

    @Override
    public Server kafka() {
        return kafka;
    }

    @Override
    public Server postgresql() {
        return postgresql;
    }

    @Override
    public Server s3() {
        return s3;
    }

    @Override
    public void prepare() {
        PREPARED.run();
    }

    @Override
    public String bootstrapServers() {
        return PREPARED.bootstrapServers();
    }

    @Override
    public Endpoints.S3 bucket() {
        return PREPARED.bucket();
    }

    @Override
    public Endpoints.Database database() {
        return PREPARED.database();
    }

    @Override
    public SortedMap<String, String> passwords() {
        return PREPARED.passwords();
    }

    private static final class Scripted extends Server {
        private final Path folder;

        Scripted(String name, int port, Path folder) {
            super(name, port);
            this.folder = folder;
        }

        @Override
        protected void launch() {
            script("start", name(), folder.toString());
        }

        @Override
        protected void halt() {
            script("stop", name(), folder.toString());
        }
    }

    private static void script(String... arguments) {
        String[] command = Stream.concat(Stream.of(Path.of("servers").toAbsolutePath().toString()),
                Stream.of(arguments)).toArray(String[]::new);
        try {
            int failed = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (failed != 0) {
                throw new IllegalStateException("%s ended with %d".formatted(String.join(" ", command), failed));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during " + String.join(" ", command), e);
        }
    }
}
