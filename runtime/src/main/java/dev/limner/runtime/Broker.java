package dev.limner.runtime;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.health.HealthReport;
import io.smallrye.reactive.messaging.providers.extension.HealthCenter;

import dev.limner.contracts.Topics;

/**
 * Kafka. Its clients wait for a broker that does not answer, but refuse to be made where no broker's name can be
 * resolved, which would end the program: until one can, the start of the channels is held up (and with it HTTP, which
 * Quarkus opens last).
 *
 * <p>It is usable once it believes who this is and every topic is there, as whoever sets Kafka up has made them.
 */
@Singleton
public class Broker implements Dependency {
    private static final Logger LOG = Logger.getLogger(Broker.class);
    private static final int TIMEOUT_MILLIS = 2_000;

    private final List<Address> addresses;
    private final HealthCenter channels;
    private final Map<String, Object> client;
    private volatile boolean stopping;
    private volatile boolean missed;

    @Inject
    Broker(@ConfigProperty(name = "kafka.bootstrap.servers") String servers, HealthCenter channels,
            @Identifier("default-kafka-broker") Map<String, Object> client) {
        this.addresses = Stream.of(servers.split(",")).map(String::strip).map(Address::of).toList();
        this.channels = channels;
        this.client = Map.copyOf(client);
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

    /** Whether one of the servers takes a connection, lets this client in, and has the topics. */
    @Override
    public void establish() throws IOException, InterruptedException {
        connect();
        Set<String> names = Topics.ALL.stream().map(Topics.Settings::name).collect(Collectors.toSet());
        Map<String, Object> settings = new HashMap<>(client);
        settings.keySet().retainAll(AdminClientConfig.configNames());
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 2 * TIMEOUT_MILLIS);
        try (Admin admin = Admin.create(settings)) {
            Map<String, Integer> partitions = new HashMap<>();
            for (var topic : admin.describeTopics(names).topicNameValues().entrySet()) {
                partitions.put(topic.getKey(), partitions(topic.getValue()));
            }
            List<String> wrong = wrong(partitions);
            if (!wrong.isEmpty()) {
                throw new IOException(String.join("; ", wrong));
            }
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new IOException("%s answers, but not to this client: %s".formatted(addresses, Reasons.of(e)));
        }
    }

    /** What keeps topics from being used, given how many partitions each has: 0 where it is missing. */
    static List<String> wrong(Map<String, Integer> partitions) {
        List<String> wrong = new ArrayList<>();
        String missing = Topics.ALL.stream().map(Topics.Settings::name)
                .filter(name -> partitions.getOrDefault(name, 0) == 0).collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            wrong.add("missing topics: %s; run the setup, which makes them".formatted(missing));
        }
        Topics.ALL.stream().filter(topic -> topic.single() && partitions.getOrDefault(topic.name(), 0) > 1)
                .forEach(topic -> wrong.add("%s has %d partitions, and its order needs exactly 1: make it anew"
                        .formatted(topic.name(), partitions.get(topic.name()))));
        return wrong;
    }

    private static int partitions(KafkaFuture<TopicDescription> topic)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return topic.get(2L * TIMEOUT_MILLIS, TimeUnit.MILLISECONDS).partitions().size();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return 0;
            }
            throw e;
        }
    }

    private void connect() throws IOException {
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

    /**
     * Whether one of the servers takes a connection, and the channels' own hold, now or the last time: they take a
     * moment to be made. The channels alone do not tell: where a machine has gone with its address (a container that is
     * stopped), connections that are being made count as made.
     */
    @Override
    public void check() throws IOException {
        connect();
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
