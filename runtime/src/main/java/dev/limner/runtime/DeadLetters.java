package dev.limner.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.limner.contracts.Topics;
import dev.limner.contracts.problems.Problem;

/**
 * Poison is set aside, not dropped: what cannot be read or is refused goes to {@code limner.dead-letters} with its own
 * key, bytes and headers, and headers that say where it came from and why it is there.
 *
 * <p>Key in and out: the record's own.
 */
@Singleton
public class DeadLetters {
    static final String REASON = "dead-letter-reason";
    static final String PROBLEM = "dead-letter-problem";
    static final String TOPIC = "dead-letter-topic";
    static final String PARTITION = "dead-letter-partition";
    static final String OFFSET = "dead-letter-offset";
    static final String SERVICE = "dead-letter-service";
    static final String LEFT_OUT = "dead-letter-left-out-bytes";

    /** Sends bytes; {@link KafkaPublisher} in a service. */
    @FunctionalInterface
    interface Wire {
        CompletionStage<Void> send(String topic, byte[] key, Headers headers, byte[] value);
    }

    private final Wire wire;
    private final String service;

    @Inject
    DeadLetters(KafkaPublisher publisher, @ConfigProperty(name = "quarkus.application.name") String service) {
        this((Wire) publisher::publish, service);
    }

    DeadLetters(Wire wire, String service) {
        this.wire = wire;
        this.service = service;
    }

    /** Sets a record aside; the stage completes once the broker has it. A value too large for the topic is left out. */
    CompletionStage<Void> put(Received record, Problem problem) {
        return wire.send(Topics.DEAD_LETTERS, record.key(), headers(record, problem), record.value())
                .handle((done, failure) -> failure)
                .thenCompose(failure -> {
                    if (failure == null) {
                        return CompletableFuture.completedFuture(null);
                    }
                    if (tooLarge(failure)) {
                        Headers headers = headers(record, problem);
                        headers.add(LEFT_OUT, Integer.toString(record.value().length).getBytes(UTF_8));
                        return wire.send(Topics.DEAD_LETTERS, record.key(), headers, new byte[0]);
                    }
                    throw new CompletionException(failure);
                });
    }

    private Headers headers(Received record, Problem problem) {
        Headers headers = new RecordHeaders(record.headers().toArray());
        add(headers, REASON, problem.title() + ": " + problem.detail());
        add(headers, PROBLEM, problem.type());
        add(headers, TOPIC, record.topic());
        add(headers, PARTITION, Integer.toString(record.partition()));
        add(headers, OFFSET, Long.toString(record.offset()));
        add(headers, SERVICE, service);
        return headers;
    }

    private static void add(Headers headers, String name, String text) {
        headers.remove(name);
        headers.add(name, text.getBytes(UTF_8));
    }

    private static boolean tooLarge(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RecordTooLargeException) {
                return true;
            }
        }
        return false;
    }
}
