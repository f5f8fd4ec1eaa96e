package dev.limner.cli.stack.servers;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

import dev.limner.contracts.Topics;

/** Creates the topics that are missing, each with the settings that {@link Topics} gives it. */
public final class KafkaTopics {
    private static final short ONE_REPLICA = 1;
    private static final int PATIENCE_SECONDS = 30;

    private KafkaTopics() {}

    /**
     * Creates what is missing, and waits for it.
     *
     * @param ordinary partitions of a topic in which order over all keys does not matter, 1 and up
     * @throws IllegalStateException where the broker does not answer or refuses
     */
    public static void create(String bootstrapServers, int ordinary) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            Set<String> there = admin.listTopics().names().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            List<NewTopic> missing = Topics.ALL.stream()
                    .filter(topic -> !there.contains(topic.name()))
                    .map(topic -> new NewTopic(topic.name(), topic.partitions(ordinary), ONE_REPLICA)
                            .configs(configuration(topic)))
                    .toList();
            admin.createTopics(missing).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("kafka at %s does not create the topics".formatted(bootstrapServers), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while kafka created the topics", e);
        }
    }

    /** A topic's settings in Kafka's own names. */
    static Map<String, String> configuration(Topics.Settings topic) {
        Map<String, String> configuration = new TreeMap<>();
        if (topic.compacted()) {
            configuration.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        } else {
            configuration.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
            configuration.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(topic.retention().toMillis()));
            configuration.put(TopicConfig.RETENTION_BYTES_CONFIG, Long.toString(topic.retentionBytes()));
        }
        return configuration;
    }
}
