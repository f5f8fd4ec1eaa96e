package dev.limner.runtime;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.health.HealthReport;
import io.smallrye.reactive.messaging.providers.extension.HealthCenter;

/**
 * Kafka. Its clients wait for a broker that does not answer, but refuse to be made where no broker's name can be
 * resolved, which would end the program: until one can, the start of the channels is held up (and with it HTTP, which
 * Quarkus opens last).
 */
@Singleton
public class Broker implements Dependency {
    private static final Logger LOG = Logger.getLogger(Broker.class);
    private static final int TIMEOUT_MILLIS = 2_000;

    private final List<Address> addresses;
    private final HealthCenter channels;
    private volatile boolean stopping;
    private volatile boolean missed;

    @Inject
    Broker(@ConfigProperty(name = "kafka.bootstrap.servers") String servers, HealthCenter channels) {
        this.addresses = Stream.of(servers.split(",")).map(String::strip).map(Address::of).toList();
        this.channels = channels;
    }

    /** A bootstrap server, {@code [PROTOCOL://]host:port}. */
    record Address(String host, int port) {
        static Address of(String text) {
            String plain = text.substring(text.indexOf("://") < 0 ? 0 : text.indexOf("://") + 3);
            int colon = plain.lastIndexOf(':');
            if (colon < 1 || !plain.substring(colon + 1).matches("\\d{1,5}")) {
                throw new IllegalArgumentException("'%s' is no Kafka address: as in localhost:9092".formatted(text));
            }
            String host = plain.substring(0, colon);
            return new Address(host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                    Integer.parseInt(plain.substring(colon + 1)));
        }

        /** Asks the name service anew. */
        InetSocketAddress resolve() {
            return new InetSocketAddress(host, port);
        }

        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    void holdChannels(@Observes @Priority(Order.FIRST + 1) StartupEvent event) throws InterruptedException {
        Thread release = new Thread(() -> stopping = true);
        Runtime.getRuntime().addShutdownHook(release);
        boolean said = false;
        while (!stopping && addresses.stream().allMatch(address -> address.resolve().isUnresolved())) {
            if (!said) {
                LOG.warnf("none of the names in %s can be resolved: the channels wait", addresses);
            }
            said = true;
            TimeUnit.MILLISECONDS.sleep(TIMEOUT_MILLIS / 2);
        }
        if (stopping) {
            throw new IllegalStateException("asked to stop while waiting for the names in " + addresses);
        }
        Runtime.getRuntime().removeShutdownHook(release);
    }

    @Override
    public String name() {
        return "Kafka";
    }

    /** Whether one of the servers takes a connection. */
    @Override
    public void establish() throws IOException {
        IOException failure = null;
        for (Address address : addresses) {
            try (Socket socket = new Socket()) {
                InetSocketAddress resolved = address.resolve();
                if (resolved.isUnresolved()) {
                    throw new UnknownHostException("unknown host");
                }
                socket.connect(resolved, TIMEOUT_MILLIS);
                return;
            } catch (IOException e) {
                failure = new IOException("%s: %s".formatted(address, e.getMessage()));
            }
        }
        throw failure;
    }

    /** Whether the channels' own connections hold, now or the last time: they take a moment to be made. */
    @Override
    public void check() throws IOException {
        HealthReport report = channels.getReadiness();
        boolean before = missed;
        missed = !report.isOk();
        if (missed && before) {
            throw new IOException("no connection for " + report.getChannels().stream()
                    .filter(channel -> !channel.isOk()).map(HealthReport.ChannelInfo::getChannel).sorted()
                    .collect(Collectors.joining(", ")));
        }
    }
}
