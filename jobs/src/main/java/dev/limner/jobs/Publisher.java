package dev.limner.jobs;

import java.util.concurrent.CompletionStage;

/** Where the {@link Relay} sends messages: Kafka, in a service. */
public interface Publisher {

    /** Sends a message; the stage completes once the broker has acknowledged it, or fails. Called by several threads. */
    CompletionStage<Void> publish(OutboxMessage message);
}
