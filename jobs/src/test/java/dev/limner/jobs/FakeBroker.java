package dev.limner.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** A broker by hand: keeps what it is sent, in the order in which it is sent, and fails what it is told to fail. */
final class FakeBroker implements Publisher {
    private final List<OutboxMessage> log = new ArrayList<>();
    private Predicate<OutboxMessage> refuses = message -> false;
    private Predicate<OutboxMessage> silent = message -> false;

    synchronized void refuse(Predicate<OutboxMessage> messages) {
        refuses = messages;
    }

    /** Keeps these messages, and never acknowledges them. */
    synchronized void keepSilentAbout(Predicate<OutboxMessage> messages) {
        silent = messages;
    }

    @Override
    public synchronized CompletionStage<Void> publish(OutboxMessage message) {
        if (refuses.test(message)) {
            return CompletableFuture.failedFuture(new IllegalStateException("the broker says no"));
        }
        log.add(message);
        return silent.test(message) ? new CompletableFuture<>() : CompletableFuture.completedFuture(null);
    }

    synchronized List<String> eventIds() {
        return log.stream().map(OutboxMessage::eventId).toList();
    }

    synchronized List<String> eventIds(String key) {
        return log.stream().filter(message -> message.key().equals(key)).map(OutboxMessage::eventId).toList();
    }

    synchronized List<OutboxMessage> log() {
        return List.copyOf(log);
    }
}
