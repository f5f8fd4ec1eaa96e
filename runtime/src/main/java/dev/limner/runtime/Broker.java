package dev.limner.runtime;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import io.quarkus.runtime.StartupEvent;

/**
 * Kafka, as far as starting is concerned. Its clients wait for a broker that does not answer, but refuse to be made where
 * no broker's name can be resolved, which would end the program: so the channels are held back until one can. Later on
 * SmallRye's own health checks watch the connection.
 */
@Singleton
public class Broker implements Dependency {
    private static final Logger LOG = Logger.getLogger(Broker.class);
    private static final int TIMEOUT_MILLIS = 2_000;

    private final String servers;
    private final List<InetSocketAddress> addresses;
    private volatile boolean stopping;

    @Inject
    Broker(@ConfigProperty(name = "kafka.bootstrap.servers") String servers) {
        this.servers = servers;
        this.addresses = List.of(servers.split(",")).stream().map(String::strip).map(Broker::address).toList();
    }

    private static InetSocketAddress address(String server) {
        int colon = server.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("'%s' is no Kafka address: as in localhost:9092".formatted(server));
        }
        return InetSocketAddress.createUnresolved(server.substring(server.indexOf("://") < 0
                ? 0
                : server.indexOf("://")
                        + 3,
                colon), Integer.parseInt(server.substring(colon + 1)));
    }

    void holdChannels(@Observes @Priority(Order.FIRST + 1) StartupEvent event) throws InterruptedException {
        Thread release = new Thread(() -> stopping = true);
        Runtime.getRuntime().addShutdownHook(release);
        boolean said = false;
        while (!resolvable() && !stopping) {
            if (!said) {
                LOG.warnf("no name in %s can be resolved: the channels wait", servers);
            }
            said = true;
            TimeUnit.MILLISECONDS.sleep(TIMEOUT_MILLIS / 2);
        }
        if (stopping) {
            throw new IllegalStateException("asked to stop while waiting for the names in " + servers);
        }
        Runtime.getRuntime().removeShutdownHook(release);
    }

    private boolean resolvable() {
        return addresses.stream().anyMatch(address -> !resolved(address).isUnresolved());
    }

    private static InetSocketAddress resolved(InetSocketAddress address) {
        return new InetSocketAddress(address.getHostString(), address.getPort());
    }

    @Override
    public String name() {
        return "Kafka";
    }

    @Override
    public void establish() throws IOException {
        IOException failure = null;
        for (InetSocketAddress address : addresses) {
            try (Socket socket = new Socket()) {
                InetSocketAddress resolved = resolved(address);
                if (resolved.isUnresolved()) {
                    throw new UnknownHostException(address.getHostString());
                }
                socket.connect(resolved, TIMEOUT_MILLIS);
                return;
            } catch (IOException e) {
                failure = new IOException("%s: %s".formatted(address, Reasons.of(e)), failure);
            }
        }
        throw failure;
    }

    @Override
    public void check() {
        LOG.trace("SmallRye watches the connection");
    }
}
