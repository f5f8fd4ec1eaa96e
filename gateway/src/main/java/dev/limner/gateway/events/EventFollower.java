package dev.limner.gateway.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;

import dev.limner.contracts.api.EventView;
import dev.limner.contracts.messages.CloudEvents;
import dev.limner.contracts.messages.Envelope;
import dev.limner.contracts.messages.Event;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.gateway.generations.Waiters;
import dev.limner.gateway.jobs.JobEvent;

/**
 * In: {@code limner.dataset-events}, {@code limner.training-events}, {@code limner.generation-results} and
 * {@code limner.models}, each whole and from now on. One consumer for each gateway, with all partitions assigned and no
 * group, because every gateway's clients want everything.
 *
 * <p>What a client has seen here, a GET shows: an event that somebody wants is written into the read model before it is
 * passed on, although the channels do that too, by and by; either write may come first. Events that nobody wants, the
 * channels alone write.
 */
@Singleton
class EventFollower {
    private static final Logger LOG = Logger.getLogger(EventFollower.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration LOOK_FOR_PARTITIONS = Duration.ofMinutes(1);
    private static final long PAUSE_SECONDS = 2;

    private final EventHub hub;
    private final Waiters waiters;
    private final ReadModel readModel;
    private final Map<String, Object> broker;
    private final Clock clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "event-follower");
    private final List<TopicPartition> assigned = new ArrayList<>();
    private volatile Consumer<byte[], byte[]> consumer;
    private Instant nextBeat;
    private Instant nextLook;

    EventFollower(EventHub hub, Waiters waiters, ReadModel readModel,
            @Identifier("default-kafka-broker") Map<String, Object> broker, Clock clock) {
        this.hub = hub;
        this.waiters = waiters;
        this.readModel = readModel;
        this.broker = Map.copyOf(broker);
        this.clock = clock;
        this.nextBeat = clock.instant().plus(HEARTBEAT);
        this.nextLook = clock.instant();
    }

    void start(@Observes StartupEvent event) {
        thread.setDaemon(true);
        thread.start();
        // Streams never end by themselves, and the server waits for its requests before it tells anyone of the end.
        Runtime.getRuntime().addShutdownHook(new Thread(hub::close, "event-streams-end"));
    }

    void stop(@Observes ShutdownEvent event) {
        closing.countDown();
        Consumer<byte[], byte[]> now = consumer;
        if (now != null) {
            now.wakeup();
        }
        hub.close();
    }

    private void run() {
        String told = "";
        while (closing.getCount() > 0) {
            try (Consumer<byte[], byte[]> kafka = new KafkaConsumer<>(settings())) {
                consumer = kafka;
                assigned.clear();
                follow(kafka);
                told = "";
            } catch (WakeupException e) {
                LOG.debug("asked to stop");
            } catch (KafkaException e) {
                if (!told.equals(e.getMessage())) {
                    LOG.warnf("The event stream waits for Kafka: %s", e.getMessage());
                }
                told = e.getMessage();
            }
            pause();
        }
    }

    /** Returns only by an exception, or when the gateway stops. */
    private void follow(Consumer<byte[], byte[]> kafka) {
        Position position = new Position(List.of());
        while (closing.getCount() > 0) {
            if (!clock.instant().isBefore(nextLook)) {
                assign(kafka, position);
            }
            for (ConsumerRecord<byte[], byte[]> record : kafka.poll(POLL)) {
                position.at(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
                pass(record, position);
            }
            if (!clock.instant().isBefore(nextBeat)) {
                hub.beat();
                nextBeat = clock.instant().plus(HEARTBEAT);
            }
        }
    }

    /** Takes on partitions that are new to it: all of them at first, from their ends on. Later ones from the start. */
    private void assign(Consumer<byte[], byte[]> kafka, Position position) {
        List<TopicPartition> found = new ArrayList<>();
        for (String topic : Position.LETTERS.keySet()) {
            for (PartitionInfo partition : kafka.partitionsFor(topic)) {
                found.add(new TopicPartition(partition.topic(), partition.partition()));
            }
        }
        boolean first = assigned.isEmpty();
        found.removeAll(assigned);
        if (!found.isEmpty()) {
            assigned.addAll(found);
            kafka.assign(assigned);
            if (first) {
                kafka.seekToEnd(found);
            } else {
                kafka.seekToBeginning(found);
            }
            found.forEach(partition -> position.at(partition, kafka.position(partition)));
        }
        boolean complete = Position.LETTERS.keySet().stream()
                .allMatch(topic -> assigned.stream().anyMatch(partition -> partition.topic().equals(topic)));
        nextLook = clock.instant().plus(complete ? LOOK_FOR_PARTITIONS : POLL);
    }

    private void pass(ConsumerRecord<byte[], byte[]> record, Position position) {
        if (record.value() == null) {
            return;
        }
        try {
            Envelope envelope = CloudEvents.read(headers(record), record.value());
            Instant made = envelope.time() == null ? Instant.ofEpochMilli(record.timestamp()) : envelope.time();
            if (envelope.message() instanceof Event event) {
                JobEvent.of(envelope, made).ifPresent(waiters::seen);
                EventView view = new EventView(envelope.id(), envelope.type().name(), event.subject(),
                        record.topic(), made, envelope.data());
                if (hub.wanted(view)) {
                    readModel.apply(envelope);
                    hub.publish(position.toString(), view);
                }
            }
        } catch (ProblemException e) {
            // The channel that reads the same record sets it aside with its reason.
            LOG.debugf("%s/%d@%d is not passed on: %s", record.topic(), record.partition(), record.offset(),
                    e.getMessage());
        }
    }

    private static Map<String, byte[]> headers(ConsumerRecord<byte[], byte[]> record) {
        Map<String, byte[]> headers = new HashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), header.value() == null ? "".getBytes(UTF_8) : header.value());
        }
        return headers;
    }

    /** Whom to speak to and how, as for the channels; the rest is its own. */
    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(broker);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "gateway-event-follower");
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return settings;
    }

    private void pause() {
        try {
            if (closing.await(PAUSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.debug("stopped");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing.countDown();
        }
    }
}
