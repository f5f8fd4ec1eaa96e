package dev.limner.setup;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;

import dev.limner.contracts.Limits;
import dev.limner.contracts.Topics;

/** Creates the topics that are missing, each with the settings that {@link Topics} gives it. */
public final class KafkaTopics {
    private static final int PATIENCE_SECONDS = 30;
    private static final int ENVELOPE_BYTES = 64 << 10;
    /** From so many replicas on, a record counts once two of them have it. */
    private static final short SAFE_REPLICAS = 3;

    private KafkaTopics() {}

    /**
     * Creates what is missing, and waits for it. Nothing is changed about what is there: another number of partitions
     * would give keys to other partitions.
     *
     * @param client   how to reach the broker, in Kafka's own names
     * @param ordinary partitions of a topic in which order over all keys does not matter, 1 and up
     * @param replicas brokers that keep each record, 1 and up
     * @return what is there already and differs, one sentence each
     * @throws IllegalStateException where the broker does not answer or refuses
     */
    public static List<String> create(Map<String, String> client, int ordinary, short replicas) {
        try (Admin admin = Admin.create(new HashMap<>(client))) {
            Set<String> there = admin.listTopics().names().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            List<NewTopic> missing = Topics.ALL.stream()
                    .filter(topic -> !there.contains(topic.name()))
                    .map(topic -> new NewTopic(topic.name(), topic.partitions(ordinary), replicas)
                            .configs(configuration(topic, replicas)))
                    .toList();
            admin.createTopics(missing).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return differences(admin.describeTopics(Topics.ALL.stream().map(Topics.Settings::name)
                    .filter(there::contains).toList()).allTopicNames().get(PATIENCE_SECONDS, TimeUnit.SECONDS),
                    ordinary);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("kafka at %s does not create the topics: %s".formatted(
                    client.get("bootstrap.servers"), e.getCause() == null ? e : e.getCause().getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while kafka created the topics", e);
        }
    }

    private static List<String> differences(Map<String, TopicDescription> there, int ordinary) {
        List<String> differences = new ArrayList<>();
        for (Topics.Settings topic : Topics.ALL) {
            TopicDescription description = there.get(topic.name());
            if (description != null && description.partitions().size() != topic.partitions(ordinary)) {
                differences.add("%s has %d partitions, not %d: left as it is%s".formatted(topic.name(),
                        description.partitions().size(), topic.partitions(ordinary), topic.single()
                                ? ", but its order needs exactly 1, and services wait until it is made anew"
                                : "; no more replicas of a service than that share its work"));
            }
        }
        return differences;
    }

    /** A topic's settings in Kafka's own names. */
    static Map<String, String> configuration(Topics.Settings topic, short replicas) {
        Map<String, String> configuration = new TreeMap<>();
        configuration.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                Integer.toString(Limits.MESSAGE_BYTES + ENVELOPE_BYTES));
        if (replicas >= SAFE_REPLICAS) {
            configuration.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2");
        }
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
