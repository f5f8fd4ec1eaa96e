package dev.limner.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

import com.fasterxml.jackson.databind.JsonNode;

import dev.limner.contracts.Topics;
import dev.limner.contracts.messages.Json;

/** A foreign client of Limner's Kafka: writes plain JSON without headers or key, and reads everything there is. */
final class Wire implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final Thread reader;
    private volatile boolean closed;

    /** A record as it was read. */
    record Seen(String topic, String key, Map<String, String> headers, byte[] value) {
        JsonNode json() {
            return Json.object(value);
        }

        /** The short type, {@code training.started}; empty where the record is no CloudEvent. */
        String type() {
            return headers.getOrDefault("ce_type", "").replaceFirst("^dev\\.limner\\.", "").replaceFirst("\\.v1$", "");
        }

        boolean about(String job) {
            return job.equals(headers.get("ce_subject"));
        }
    }

    Wire(String bootstrap) {
        Properties settings = new Properties();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        settings.put("isolation.level", "read_committed");
        settings.put("auto.offset.reset", "earliest");
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        reader = new Thread(() -> read(consumer), "wire");
        reader.setDaemon(true);
        reader.start();
    }

    /** Sends a plain body: no headers, no key. */
    void send(String topic, String body) {
        send(topic, body.getBytes(UTF_8));
    }

    void send(String topic, byte[] body) {
        producer.send(new ProducerRecord<>(topic, null, body));
        producer.flush();
    }

    /** Waits for the first event of this type about this job. */
    Seen await(String job, String type, Duration atMost) {
        return await(type + " of " + job, record -> record.about(job) && record.type().equals(type), atMost);
    }

    /** Waits for the job's terminal event. */
    Seen awaitEnd(String job, Duration atMost) {
        return await("the end of " + job, record -> record.about(job) && terminal(record.type()), atMost);
    }

    Seen await(String what, Predicate<Seen> wanted, Duration atMost) {
        return Awaitility.await(what).atMost(atMost).pollInterval(Duration.ofMillis(20))
                .until(() -> seen.stream().filter(wanted).findFirst(), found -> found.isPresent()).orElseThrow();
    }

    /** All that was read about a job, in the order of its topic, each event once however often it was sent. */
    List<Seen> about(String job) {
        Map<String, Seen> once = new LinkedHashMap<>();
        seen.stream().filter(record -> record.about(job))
                .forEach(record -> once.putIfAbsent(record.headers().get("ce_id"), record));
        return new ArrayList<>(once.values());
    }

    static boolean terminal(String type) {
        return type.matches("dataset\\.version-published|[a-z]+\\.(succeeded|failed|cancelled)");
    }

    private void read(KafkaConsumer<byte[], byte[]> consumer) {
        try (consumer) {
            List<TopicPartition> partitions = Topics.ALL.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!closed) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
                    Map<String, String> headers = new HashMap<>();
                    for (Header header : record.headers()) {
                        headers.put(header.key(), new String(header.value(), UTF_8));
                    }
                    seen.add(new Seen(record.topic(), record.key() == null ? null : new String(record.key(), UTF_8),
                            headers,
                            record.value()));
                }
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        reader.join();
        producer.close();
    }
}
