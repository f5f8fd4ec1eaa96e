package dev.limner.cli.stack.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

import org.apache.kafka.common.utils.Time;

import dev.limner.contracts.Limits;
import dev.limner.setup.KafkaTopics;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;

/**
 * Kafka in this process: one node that is broker and KRaft controller. Its folder is formatted once; topics and their
 * records survive.
 */
public final class KafkaBroker extends Server {
    /** Partitions of an ordinary topic of an embedded stack. */
    public static final int PARTITIONS = 4;

    private static final short ONE_REPLICA = 1;
    private static final int ENVELOPE_BYTES = 64 << 10;

    private final Path folder;
    private final int controllerPort;
    private final String clusterId;
    private KafkaRaftServer server;

    /**
     * @param folder         its data; made where it is missing
     * @param port           what clients connect to
     * @param controllerPort what the broker reaches its controller by
     * @param clusterId      as {@code org.apache.kafka.common.Uuid} writes it; the same for the folder's whole life
     */
    public KafkaBroker(Path folder, int port, int controllerPort, String clusterId) {
        super("kafka", port);
        this.folder = folder;
        this.controllerPort = controllerPort;
        this.clusterId = clusterId;
    }

    /** What a client is configured with. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port();
    }

    @Override
    protected void launch() {
        Properties settings = settings();
        format(settings);
        KafkaRaftServer starting = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
        try {
            starting.startup();
            KafkaTopics.create(Map.of("bootstrap.servers", bootstrapServers()), PARTITIONS, ONE_REPLICA);
        } catch (RuntimeException e) {
            starting.shutdown();
            throw new IllegalStateException("kafka does not start on port %d with the data in %s: %s"
                    .formatted(port(), folder, e.getMessage()), e);
        }
        server = starting;
    }

    @Override
    protected void halt() {
        server.shutdown();
        server.awaitShutdown();
        server = null;
    }

    private void format(Properties settings) {
        if (Files.exists(folder.resolve("meta.properties"))) {
            return;
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try {
            Files.createDirectories(folder);
            Path file = folder.resolveSibling("kafka.properties");
            try (var out = Files.newBufferedWriter(file)) {
                settings.store(out, "What the folder was formatted with");
            }
            int failed = StorageTool.execute(
                    new String[]{"format", "--config", file.toString(), "--cluster-id", clusterId},
                    new PrintStream(said, true, UTF_8));
            if (failed != 0) {
                throw new IllegalStateException("kafka's folder %s cannot be formatted: %s"
                        .formatted(folder, said.toString(UTF_8)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("kafka's folder %s cannot be made".formatted(folder), e);
        }
    }

    /** One node, small: no replicas to wait for, few internal partitions, little memory set aside. */
    private Properties settings() {
        Properties settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listeners",
                "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port(), controllerPort));
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("log.dirs", folder.toString());
        settings.put("auto.create.topics.enable", "false");
        settings.put("num.partitions", Integer.toString(PARTITIONS));
        settings.put("message.max.bytes", Integer.toString(Limits.MESSAGE_BYTES + ENVELOPE_BYTES));
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20));
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("log.segment.bytes", Integer.toString(128 << 20));
        return settings;
    }
}
