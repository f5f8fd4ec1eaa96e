package dev.limner.gateway.events;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.apache.kafka.common.TopicPartition;

import dev.limner.contracts.Topics;

/**
 * How far the event stream is: the offset of the next record of each partition, as the id of a server-sent event.
 * Written {@code d:5.0.17;t:…;g:…;m:…}, a letter for each topic and an offset for each partition in order, so that a
 * client that comes back with it (Last-Event-ID) can be shown what it missed from Kafka. For one thread.
 */
final class Position {
    /** The followed topics, with the letter that stands for each. */
    static final Map<String, String> LETTERS = letters();

    private final Map<String, TreeMap<Integer, Long>> offsets = new LinkedHashMap<>();

    /** @param partitions all that are followed */
    Position(List<TopicPartition> partitions) {
        LETTERS.keySet().forEach(topic -> offsets.put(topic, new TreeMap<>()));
        partitions.forEach(partition -> at(partition, 0));
    }

    /** Notes the offset of a partition's next record. */
    void at(TopicPartition partition, long next) {
        offsets.get(partition.topic()).put(partition.partition(), next);
    }

    @Override
    public String toString() {
        return offsets.entrySet().stream().map(topic -> LETTERS.get(topic.getKey()) + ":" + topic.getValue().values()
                .stream().map(String::valueOf).collect(Collectors.joining("."))).collect(Collectors.joining(";"));
    }

    private static Map<String, String> letters() {
        Map<String, String> letters = new LinkedHashMap<>();
        letters.put(Topics.DATASET_EVENTS, "d");
        letters.put(Topics.TRAINING_EVENTS, "t");
        letters.put(Topics.GENERATION_RESULTS, "g");
        letters.put(Topics.MODELS, "m");
        return letters;
    }
}
