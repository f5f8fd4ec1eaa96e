package dev.limner.contracts;

import java.time.Duration;
import java.util.List;

/** Every Kafka topic there is, with the settings it is created with. Nothing else names a topic. */
public final class Topics {
    public static final String DATASET_COMMANDS = "limner.dataset-commands";
    public static final String DATASET_EVENTS = "limner.dataset-events";
    public static final String TRAINING_COMMANDS = "limner.training-commands";
    public static final String TRAINING_EVENTS = "limner.training-events";
    public static final String MODEL_COMMANDS = "limner.model-commands";
    public static final String MODELS = "limner.models";
    public static final String GENERATION_REQUESTS = "limner.generation-requests";
    public static final String GENERATION_RESULTS = "limner.generation-results";
    public static final String DEAD_LETTERS = "limner.dead-letters";

    private static final Duration WEEK = Duration.ofDays(7);
    private static final long NO_LIMIT = -1;

    /**
     * How a topic is created.
     *
     * @param name       the topic
     * @param single     whether order over all keys matters, so that it has exactly one partition
     * @param compacted  whether the newest value of each key is kept for ever
     * @param retention  how long records are kept; null where compacted
     * @param retentionBytes the bytes kept for each partition, or -1 for no limit
     */
    public record Settings(String name, boolean single, boolean compacted, Duration retention, long retentionBytes) {
        /** The partitions to create, given how many an ordinary topic of this installation has (12; embedded 4). */
        public int partitions(int ordinary) {
            return single ? 1 : ordinary;
        }
    }

    /** All topics, in the order of the design's section 4. */
    public static final List<Settings> ALL = List.of(
            kept(DATASET_COMMANDS, WEEK), kept(DATASET_EVENTS, WEEK),
            kept(TRAINING_COMMANDS, WEEK), kept(TRAINING_EVENTS, WEEK),
            kept(MODEL_COMMANDS, WEEK),
            new Settings(MODELS, true, true, null, NO_LIMIT),
            kept(GENERATION_REQUESTS, WEEK),
            new Settings(GENERATION_RESULTS, false, false, Duration.ofHours(24), 4L << 30),
            kept(DEAD_LETTERS, Duration.ofDays(30)));

    private Topics() {}

    private static Settings kept(String name, Duration retention) {
        return new Settings(name, false, false, retention, NO_LIMIT);
    }
}
