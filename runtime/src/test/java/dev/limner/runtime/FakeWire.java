package dev.limner.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import org.apache.kafka.common.header.Headers;

/** A dead-letter topic by hand. */
final class FakeWire implements DeadLetters.Wire {
    private final List<Letter> letters = new CopyOnWriteArrayList<>();
    private volatile Function<byte[], Throwable> refuses = value -> null;

    record Letter(String topic, byte[] key, Headers headers, byte[] value) {
        String header(String name) {
            return new String(headers.lastHeader(name).value(), UTF_8);
        }
    }

    /** Fails what the function gives a reason for. */
    void refuse(Function<byte[], Throwable> reason) {
        refuses = reason;
    }

    List<Letter> letters() {
        return List.copyOf(letters);
    }

    @Override
    public CompletionStage<Void> send(String topic, byte[] key, Headers headers, byte[] value) {
        Throwable reason = refuses.apply(value);
        if (reason != null) {
            return CompletableFuture.failedFuture(reason);
        }
        letters.add(new Letter(topic, key, headers, value));
        return CompletableFuture.completedFuture(null);
    }
}
